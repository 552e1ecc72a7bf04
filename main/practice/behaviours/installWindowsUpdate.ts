import { z } from 'zod';
import { GangwayError } from '../../../shared/errors';
import type { KitFile } from '../../../shared/model/kit';
import type { ResultOf } from '../../../shared/model/operations';
import { verifyFile, type Told } from '../behaviour';
import { osFamily } from '../effects';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { playTool } from '../playTool';
import { findKey } from '../machine/registry';
import type { Timeline } from '../answers/timeline';

// Stands on: servicing/servicing-wusa-three-runs-three-codes, servicing/servicing-wusa-2359302-while-pending,
// servicing/servicing-wusa-not-applicable-signed-code, servicing/servicing-ips1-kb-step.
// Invented: how long an update takes, and which of the three needs a restart; looked for: runs of these three with times and codes.

/** wusa's "not applicable to this computer" and "already installed". */
const notApplicable = -2_145_124_329;
const alreadyInstalled = 2_359_302;

/** Updates that practice knows: the file that shows each, the last part of its version, and whether it needs a restart. */
const updates: Readonly<Record<string, { file: string; atLeast: number; restart: boolean }>> = {
  KB2999226: { file: 'ucrtbase.dll', atLeast: 0, restart: false },
  KB3080149: { file: 'tdh.dll', atLeast: 17_958, restart: false },
  KB3045999: { file: 'ntoskrnl.exe', atLeast: 17_736, restart: true },
};

function isInstalled(machine: Machine, file: string, atLeast: number): boolean {
  const version = machine.files[`C:\\Windows\\System32\\${file}`]?.version ?? null;
  return version !== null && Number(version.split('.')[3]) >= atLeast;
}

const filesSchema = z.record(z.string(), z.unknown()).catch({});
/** Whether the update is in, but its file comes only with the restart. */
const waits = (machine: Machine, file: string): boolean =>
  machine.atRestart.some(({ files }) =>
    Object.hasOwn(filesSchema.parse(files), `C:\\Windows\\System32\\${file}`),
  );

/** Marks of a restart that Windows waits for, as the script looks for them. */
const hasMark = (machine: Machine): boolean =>
  [keys.servicingPending, keys.servicingPackages, keys.updatePending].some(
    (key) => findKey(machine, key) !== null,
  );

/** Installs a Windows update from its file, one to three minutes. */
export function installWindowsUpdate(
  timeline: Timeline,
  { machine, takeFault }: Told<'Install-Prerequisite'>,
  { kb, file }: { readonly kb: string; readonly file: KitFile },
): ResultOf<'Install-Prerequisite'> {
  if (!file.name.includes(kb)) {
    throw new GangwayError('operation.badParameters', `${file.name} is not the file of ${kb}`);
  }
  verifyFile(timeline, machine, file);
  timeline.step('installUpdate', 'begin', kb);
  const update = Object.hasOwn(updates, kb) ? updates[kb] : undefined;
  if (update === undefined || osFamily(machine) !== '2012r2') {
    timeline.wait(9_000);
    timeline.step('installUpdate', 'done', String(notApplicable));
    throw new GangwayError(
      'operation.failed',
      `wusa.exe ended with ${notApplicable} for ${kb}`,
      notApplicable,
    );
  }
  // "Already installed" is said of what waits for the restart, too.
  if (isInstalled(machine, update.file, update.atLeast) || waits(machine, update.file)) {
    timeline.wait(9_000);
    timeline.step('installUpdate', 'done', String(alreadyInstalled));
    return { changed: false, restart: hasMark(machine), native: alreadyInstalled };
  }
  const { native, restart, failed } = playTool(timeline, takeFault(), {
    source: 'out',
    ms: 110_000,
    lines: [],
    watched: true,
    restart: update.restart,
    effect: () => timeline.effect(`update:${kb}`),
  });
  timeline.step('installUpdate', 'done', String(native));
  // It says so where the restart has begun, although it was told not to.
  const begun = native === 1641;
  if (failed && !begun)
    throw new GangwayError('operation.failed', `wusa.exe ended with ${native} for ${kb}`, native);
  return { changed: true, restart: restart || begun || hasMark(machine), native };
}
