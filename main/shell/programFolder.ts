import { z } from 'zod';
import { failureOf, GangwayError } from '../../shared/errors';
import { glue } from '../operations/index';
import { stranger } from './accessList';
import { askProcess } from './askProcess';
import type { BrokerProcess } from './brokerProcess';
import { startPowerShell, windowsPowerShell } from './powershell';

/** The reply of `Get-ProgramFolder.ps1`. */
const answerSchema = z.strictObject({
  drive: z.string(),
  more: z.boolean(),
  paths: z
    .array(
      z.strictObject({
        path: z.string(),
        above: z.boolean(),
        link: z.boolean(),
        sddl: z.string().nullable(),
      }),
    )
    .min(1),
});
type Answer = z.infer<typeof answerSchema>;

/** How long (ms) reading the folder of a program may take. After that nothing is started from it. */
const usualLimitMs = 60_000;

/**
 * Rejects with `app.openFolder` and the first path that others than administrators may change, because they could put another
 * program there, which would then start as administrator.
 */
export async function requireClosedFolder(
  folder: string,
  start: () => Promise<BrokerProcess> = () => startPowerShell({ executable: windowsPowerShell(process.env) }),
  limitMs = usualLimitMs,
): Promise<void> {
  const limit = AbortSignal.timeout(limitMs);
  const seen = await askProcess(
    start,
    glue.programFolder,
    { folder },
    (found) => answerSchema.parse(found),
    limit,
  )
    // A path that cannot be read may be open to others.
    .catch((error: unknown) => {
      throw new GangwayError('app.openFolder', `${folder}: ${failureOf(error).detail || 'no answer'}`);
    });
  const open = whyOpen(seen);
  if (open !== null) throw new GangwayError('app.openFolder', open);
}

/** The first reason why a program's folder is not closed to others, as raw text with its path; null where it is. Pure. */
export function whyOpen({ drive, more, paths }: Answer): string | null {
  const folder = paths[0]?.path ?? '';
  // A drive of the network is another computer's, and a stick has no owner.
  if (drive !== 'Fixed') return `${folder}: ${drive}`;
  for (const { path, above, link, sddl } of paths) {
    if (link) return `${path}: link`;
    const who = sddl === null ? 'unreadable' : stranger(sddl, above);
    if (who !== null) return `${path}: ${who}`;
  }
  return more ? `${folder}: more files than Gangway has` : null;
}
