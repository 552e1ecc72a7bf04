import { GangwayError } from '../../../shared/errors';
import { analyzerAction } from '../../../shared/model/probes/analyzer';
import type { KitFile } from '../../../shared/model/kit';
import { kitFileOf } from '../../../shared/plan/situation';
import { libraryOf } from '../../packages/library';
import { giveBack, hold } from '../../servers/lease';
import type { Server } from '../../servers/server';
import { wayParams } from '../copy/sendKit';
import type { RunsNeeds } from '../needs';
import { beginProbe, patchProbe } from './probe';
import type { Work } from '../sendTask';

const action = analyzerAction;
const operation = 'Invoke-ClientAnalyzer';

/**
 * Runs Microsoft's Client Analyzer on a server, from the library. A probe: the file is copied first where it is not there. Throws
 * `package.missing` where the library has none, and what `beginProbe` throws.
 */
export const startAnalyzer = (needs: RunsNeeds, server: Server): Promise<string> =>
  beginProbe(needs, server, async ({ kit }) => {
    if (kit.clientAnalyzer === null) throw new GangwayError('package.missing', action);
    const file = kitFileOf(kit.clientAnalyzer);
    return { action, operation, params: { file }, evidence: () => '', before: (work) => bring(work, file) };
  });

/** Copies the file to the server, unless it lies there. What a broken copy brought stays, and the next one goes on behind it. */
async function bring(work: Work, file: KitFile): Promise<void> {
  const { needs, server, runId, pen, signal } = work;
  const { kit } = server.known().situation.facts;
  if (kit.some(({ sha256 }) => sha256 === file.sha256)) return;
  const library = libraryOf(needs.libraries, server.target);
  const source = library.pathOf(file.sha256);
  if (source === null) throw new GangwayError('package.missing', file.name);
  // What was checked when it was added may have been swapped since.
  if (!(await library.verify(file.sha256))) throw new GangwayError('package.notTrusted', file.name);
  await pen.note({ action, nn: 1, phase: 'note', data: { copies: file.name } });
  patchProbe(work, { stage: 'copyFile' });
  await hold(needs, server, runId, 'Send-Package');
  try {
    const { shell } = await server.shell();
    await shell.run(
      'Send-Package',
      { files: [{ ...file, source }], ...wayParams(needs, server) },
      {
        signal,
        onRecords: (records) => {
          const last = records.findLast((record) => record.kind === 'progress');
          if (last !== undefined) patchProbe(work, { progress: { done: last.done, total: last.total } });
        },
      },
    );
  } catch (error) {
    await giveBack(needs, server, runId);
    throw error;
  }
  patchProbe(work, { progress: null });
}
