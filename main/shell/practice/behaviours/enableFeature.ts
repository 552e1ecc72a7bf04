import { GangwayError } from '../../../../shared/errors';
import type { ResultOf } from '../../../../shared/operations';
import type { Told } from '../behaviour';
import { antivirusFamily } from '../effects';
import { playTool } from '../playTool';
import type { Timeline } from '../timeline';

const feature = 'Windows-Defender';
const parent = 'Windows-Defender-Features';
/** DISM's "feature name is unknown" and "source files could not be found", as the signed numbers of HRESULTs. */
const unknownFeature = -2_146_498_548;
const noSource = -2_146_498_529;

/** Enables Defender's feature; on 2016 its parent first. Windows then waits for a restart. */
export function enableFeature(
  timeline: Timeline,
  { machine, takeFault }: Told<'Install-Prerequisite'>,
): ResultOf<'Install-Prerequisite'> {
  const state = machine.features[feature];
  if (state === undefined) throw new GangwayError('operation.failed', feature, unknownFeature);
  if (state === 'Enabled' || state === 'EnablePending') {
    timeline.step('enableFeature', 'skipped', feature);
    return { changed: false, restart: state === 'EnablePending', native: null };
  }
  if (machine.features[parent] === 'Disabled') {
    timeline.step('enableFeature', 'begin', parent);
    timeline.wait(60_000);
    timeline.step('enableFeature', 'done', parent);
  }
  timeline.step('enableFeature', 'begin', feature);
  if (state === 'DisabledWithPayloadRemoved') {
    timeline.wait(20_000);
    throw new GangwayError('operation.failed', feature, noSource);
  }
  const { native, restart, failed, why } = playTool(timeline, takeFault(), {
    source: 'dism',
    ms: 180_000,
    lines: [],
    restart: true,
    effect: () => timeline.effect(`feature.enable:${antivirusFamily(machine)}`),
  });
  if (failed) throw new GangwayError('operation.failed', `${feature}: ${why}`, native);
  timeline.step('enableFeature', 'done', feature);
  return { changed: true, restart, native: 0 };
}
