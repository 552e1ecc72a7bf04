import { z } from 'zod';
import { GangwayError } from '../../../shared/errors';
import { answers } from '../answers/preferences';
import type { KitFile } from '../../../shared/model/kit';
import { compareVersions } from '../../../shared/version';
import type { Timeline } from '../answers/timeline';
import { verifyFile, type Behaviour } from '../behaviour';
import { effectPatch } from '../effects';
import { playTool } from '../playTool';
import { hasTool } from './enableAntivirus';

// Stands on: servicing/servicing-mpcmdrun-signatureupdate-ok (its lines), servicing/servicing-mpcmdrun-signatureupdate-failed (code 2 with a number in the
// text), servicing/servicing-mpcmdrun-exit-2-is-ambiguous, servicing/servicing-mpam-fe-measured (the file of the library).
// Invented: the number of a name that nobody resolves, which the pages give for the test of the cloud, and how long it takes; looked for: outputs of -SignatureUpdate without Internet

const unreachable = 0x8007_2ee7 | 0;
const { AntivirusSignatureVersion: newest } = z
  .object({ defender: z.object({ AntivirusSignatureVersion: z.string() }) })
  .parse(effectPatch('intelligence.update')).defender;

type Told = Parameters<Behaviour<'Update-Defender'>>[1];
type Result = ReturnType<Behaviour<'Update-Defender'>>;

/** Runs mpam-fe.exe of the library, which has the intelligence that a practice server gets elsewhere, too. */
function fromFile(timeline: Timeline, { machine, takeFault }: Told, before: string, file: KitFile): Result {
  if (before === '0.0.0.0') throw new GangwayError('defender.stopped', `security intelligence ${before}`);
  verifyFile(timeline, machine, file);
  if (compareVersions(before, newest) >= 0) {
    timeline.step('updateIntelligence', 'skipped', before);
    return { changed: false, before, after: before, native: null };
  }
  timeline.step('updateIntelligence', 'begin', before);
  const fault = takeFault();
  const { native, failed } = playTool(timeline, fault, {
    source: 'out',
    ms: 19_000,
    lines: [],
    watched: true,
    restart: false,
    effect: () => timeline.effect('intelligence.update'),
  });
  if (failed) throw new GangwayError('operation.failed', `${file.name} ended with ${native}`, native);
  const stays = fault?.effect === 'noop';
  // So long the script looks for the new version.
  if (stays) timeline.wait(30_000);
  const after = stays ? before : newest;
  timeline.step('updateIntelligence', 'done', after);
  return { changed: !stays, before, after, native };
}

/** Brings newer security intelligence: from the sources of the server, or from the library. */
export const updateDefender: Behaviour<'Update-Defender'> = (timeline, told) => {
  const { machine, params, takeFault } = told;
  const stands = !answers(machine) || machine.defender?.AMRunningMode === 'Not running';
  // So long the script waits for an antivirus that comes back.
  if (params.from === 'library' && stands) timeline.wait(30_000);
  if (!answers(machine) || machine.defender === null)
    throw new GangwayError('defender.stopped', 'HRESULT 0x800106ba,Get-MpComputerStatus');
  // A platform that does not run has zeros for its versions.
  const before =
    machine.defender.AMRunningMode === 'Not running' ? '0.0.0.0' : machine.defender.AntivirusSignatureVersion;
  if (params.from === 'library') return fromFile(timeline, told, before, params.file);
  if (!hasTool(machine)) throw new GangwayError('operation.failed', 'MpCmdRun.exe is not there');
  timeline.step('updateIntelligence', 'begin', before);
  const fault = takeFault();
  const code =
    fault?.effect === 'fail'
      ? (fault.native ?? 1)
      : params.from === 'share' || machine.cloud.reachable
        ? null
        : unreachable;
  if (code !== null) {
    const shown = `0x${(code >>> 0).toString(16).padStart(8, '0')}`;
    timeline.wait(20_000);
    timeline.log('cmd', 'info', `ERROR: Signature Update failed with hr=${shown}`);
    throw new GangwayError('operation.failed', 'MpCmdRun.exe -SignatureUpdate ended with 2', code);
  }
  const { native } = playTool(timeline, fault, {
    source: 'cmd',
    ms: 45_000,
    lines: ['Signature update started . . .', 'Signature update finished.'],
    restart: false,
    effect: () => timeline.effect('intelligence.update'),
  });
  const after = fault?.effect === 'noop' || before === '0.0.0.0' ? before : newest;
  timeline.step('updateIntelligence', 'done', after);
  return { changed: before !== after, before, after, native };
};
