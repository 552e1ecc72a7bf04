import { antivirusMode } from '../../model/antivirus/antivirusMode';
import { setMode } from '../actions/onboarding';
import { rawValue } from '../actions/action';
import { isPassiveTrapped, modeAgrees } from '../modes';
import { setAgainNotes } from './managers';
import type { Setting } from './setting';

/** Who protects the server: Defender Antivirus, or another antivirus beside the sensor. */
export const modeSetting: Setting = {
  id: 'mode',
  group: 'protection',
  wishes: ['mode'],
  now: (facts) => ({
    word: `mode.${antivirusMode(facts)}`,
    raw: `AMRunningMode = ${rawValue(facts.defender.runningMode)}`,
  }),
  offers: ({ facts }) => [
    ...(isPassiveTrapped(facts)
      ? []
      : [{ id: 'mode.passive' as const, wishes: { mode: 'passive' as const } }]),
    { id: 'mode.active', wishes: { mode: 'active' } },
  ],
  notes: ({ facts, inputs }) => [
    ...setAgainNotes(facts, ['forceDefenderPassiveMode']),
    ...(isPassiveTrapped(facts)
      ? [{ id: 'mode.trapped' as const }]
      : inputs.wishes.mode === 'active' && antivirusMode(facts) === 'passive'
        ? [{ id: 'mode.leavesPassive' as const }]
        : []),
  ],
  actions: [setMode],
  follows: ({ facts, inputs: { wishes } }) =>
    wishes.mode === null || facts.sensor.onboardingState !== 1 ? true : modeAgrees(facts, wishes.mode),
};
