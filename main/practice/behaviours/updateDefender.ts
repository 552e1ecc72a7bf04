import { z } from 'zod';
import { GangwayError } from '../../../shared/errors';
import { answers } from '../answers/preferences';
import type { Behaviour } from '../behaviour';
import { effectPatch } from '../effects';
import { playTool } from '../playTool';
import { hasTool } from './enableAntivirus';

// Stands on: servicing/servicing-mpcmdrun-signatureupdate-ok (its lines), servicing/servicing-mpcmdrun-signatureupdate-failed (code 2 with a number in the
// text), servicing/servicing-mpcmdrun-exit-2-is-ambiguous.
// Invented: the number of a name that nobody resolves, which the pages give for the test of the cloud, and how long it takes; looked for: outputs of -SignatureUpdate without Internet

const unreachable = 0x8007_2ee7 | 0;
const { AntivirusSignatureVersion: newest } = z
  .object({ defender: z.object({ AntivirusSignatureVersion: z.string() }) })
  .parse(effectPatch('intelligence.update')).defender;

/** Asks the sources of the server for newer security intelligence. */
export const updateDefender: Behaviour<'Update-Defender'> = (timeline, { machine, params, takeFault }) => {
  if (!answers(machine) || machine.defender === null)
    throw new GangwayError('defender.stopped', 'HRESULT 0x800106ba,Get-MpComputerStatus');
  if (!hasTool(machine)) throw new GangwayError('operation.failed', 'MpCmdRun.exe is not there');
  // A platform that does not run has zeros for its versions.
  const before =
    machine.defender.AMRunningMode === 'Not running' ? '0.0.0.0' : machine.defender.AntivirusSignatureVersion;
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
