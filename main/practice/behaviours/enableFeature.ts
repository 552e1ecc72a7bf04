import { GangwayError } from '../../../shared/errors';
import type { ResultOf } from '../../../shared/model/operations';
import type { Told } from '../behaviour';
import { antivirusFamily } from '../effects';
import { playTool } from '../playTool';
import type { Timeline } from '../answers/timeline';

// Stands on: servicing/servicing-features-2016-default, servicing/servicing-features-2019-no-parent, servicing/servicing-features-unknown-name,
// servicing/servicing-features-enable-result, servicing/servicing-features-2025-display-name.
// Invented: how long it takes; looked for: a timed run of Enable-WindowsOptionalFeature for this feature.

/** Defender's feature; its name is the same in every language and version, its display name is not. */
export const defenderFeature = 'Windows-Defender';
const parent = 'Windows-Defender-Features';
/** DISM's "feature name is unknown", as the signed number of an HRESULT. */
export const unknownFeature = -2_146_498_548;
/** And its "source files could not be found". */
const noSource = -2_146_498_529;

/** Enables Defender's feature; on 2016 its parent first. Windows then waits for a restart. */
export function enableFeature(
  timeline: Timeline,
  { machine, takeFault }: Told<'Install-Prerequisite'>,
): ResultOf<'Install-Prerequisite'> {
  const state = machine.features[defenderFeature];
  if (state === undefined) throw new GangwayError('operation.failed', defenderFeature, unknownFeature);
  if (state === 'Enabled' || state === 'EnablePending') {
    timeline.step('enableFeature', 'skipped', defenderFeature);
    return { changed: false, restart: state === 'EnablePending', native: null };
  }
  if (machine.features[parent] === 'Disabled') {
    timeline.step('enableFeature', 'begin', parent);
    timeline.wait(60_000);
    timeline.step('enableFeature', 'done', parent);
  }
  timeline.step('enableFeature', 'begin', defenderFeature);
  if (state === 'DisabledWithPayloadRemoved') {
    timeline.wait(20_000);
    throw new GangwayError('operation.failed', defenderFeature, noSource);
  }
  const { native, restart, failed, why } = playTool(timeline, takeFault(), {
    source: 'dism',
    ms: 180_000,
    lines: [],
    restart: true,
    effect: () => timeline.effect(`feature.enable:${antivirusFamily(machine)}`),
  });
  if (failed) throw new GangwayError('operation.failed', `${defenderFeature}: ${why}`, native);
  // The cmdlet warns in the language of Windows; a script passes that on as a line.
  if (restart) timeline.log('warn', 'warn', 'Restart is suppressed because NoRestart is specified.');
  timeline.step('enableFeature', 'done', defenderFeature);
  return { changed: true, restart, native: 0 };
}
