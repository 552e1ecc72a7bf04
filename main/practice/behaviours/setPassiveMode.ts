import type { Behaviour } from '../behaviour';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { registryNumber } from '../machine/registry';
import type { Timeline } from '../answers/timeline';

// Stands on: defender/mde-mpstatus-passive-forcekey-names (the policy value), defender/mde-mpstatus-passive-key-stays-normal (a mode that
// does not follow), defender/mde-mpstatus-mode-after-passive-key (it follows late).
// Invented: that the mode follows at once; looked for: a mode read minute by minute after the value was set

const wanted = { passive: 1, active: 0, unset: null } as const;

/** With the sensor running the mode follows the value, except from active to passive under tamper protection (K14). */
function follow(timeline: Timeline, { services, defender }: Machine, after: number | null): void {
  if (services.Sense?.status !== 'Running' || defender === null) return;
  if (after !== 1) timeline.effect('mode.active');
  else if (!defender.IsTamperProtected) timeline.effect('mode.passive');
}

/** Writes or removes the policy value `ForceDefenderPassiveMode`. */
export const setPassiveMode: Behaviour<'Set-PassiveMode'> = (timeline, { machine, params, takeFault }) => {
  const before = registryNumber(machine, keys.policySensor, 'ForceDefenderPassiveMode');
  const after = wanted[params.mode];
  if (before === after) {
    timeline.step('writePassiveMode', 'skipped', String(before ?? ''));
    return { changed: false, before, after };
  }
  timeline.step('writePassiveMode', 'begin', String(after ?? ''));
  timeline.wait(1_500);
  // The value is read back, so a write without effect shows in the result itself.
  const shown = takeFault()?.effect === 'noop' ? before : after;
  if (shown === after) {
    timeline.patch({ registry: { [keys.policySensor]: { ForceDefenderPassiveMode: after } } });
    follow(timeline, machine, after);
  } else if (after !== null) timeline.patch({ registry: { [keys.policySensor]: {} } });
  timeline.step('writePassiveMode', 'done', String(shown ?? ''));
  return { changed: before !== shown, before, after: shown };
};
