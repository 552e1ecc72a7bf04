import { GangwayError } from '../../../shared/errors';
import { compareVersions } from '../../../shared/version';
import { serviceVersion } from '../answers/readServices';
import { verifyFile, type Behaviour } from '../behaviour';
import { playTool } from '../playTool';

// Stands on: servicing/servicing-update-kb-numbers (the installer and the folder of the new sensor; that a restart may be needed).
// Invented: the codes of UpdateSenseClient.exe, that it takes no words, and how long it takes; looked for: outputs and logs of KB5005292, in issues, forums and gists.

/** The sensor of the practice package, which `sensor.update` of the effects brings. */
const offered = '10.8805.24100.3';

/** Updates the sensor of Server 2012 R2 and 2016 from the library, about a minute. */
export const updateSensor: Behaviour<'Update-Sensor'> = (timeline, { machine, params, takeFault }) => {
  const before = serviceVersion(machine, 'Sense');
  const build = machine.os.BuildNumber;
  if ((build !== 9600 && build !== 14393) || before === null)
    throw new GangwayError('sensor.notInstalled', `build ${String(build)}, sensor ${before ?? ''}`);
  verifyFile(timeline, machine, params.file);
  if (compareVersions(before, offered) >= 0) {
    timeline.step('updateSensor', 'skipped', before);
    return { changed: false, restart: false, native: null, before, after: before };
  }
  timeline.step('updateSensor', 'begin', before);
  const fault = takeFault();
  const { native, restart, failed } = playTool(timeline, fault, {
    source: 'out',
    ms: 60_000,
    lines: [],
    watched: true,
    restart: false,
    effect: () => timeline.effect('sensor.update'),
  });
  if (failed) throw new GangwayError('operation.failed', `${params.file.name} ended with ${native}`, native);
  const stays = fault?.effect === 'noop';
  const after = stays ? before : offered;
  // So long the script looks for the new version.
  if (stays) timeline.wait(30_000);
  timeline.step('updateSensor', 'done', after);
  if (stays)
    timeline.log(
      'run',
      'warn',
      `${params.file.name} ended with ${native} and the sensor is still ${before}.`,
    );
  return { changed: !stays, restart, native, before, after };
};
