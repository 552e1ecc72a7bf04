import type { Rule } from '../rules/rule';
import { connectivityChange, joining, kitFileOf, onboarded, onboardedTo, testSentAt } from '../situation';
import { rawValue, type Action } from './action';
import { always, byRules, never } from './byRules';

const modeName = 'ForceDefenderPassiveMode';

/** The value of the mode's policy in the evidence of `set-mode` (null: it was not set); undefined where the text tells none. */
export function modeValueIn(text: string): 0 | 1 | null | undefined {
  const found = text.startsWith(`${modeName} = `) ? text.slice(modeName.length + 3) : '';
  return found === '1' ? 1 : found === '0' ? 0 : found === '-' ? null : undefined;
}

/**
 * Holds the chosen protection mode by policy (`ForceDefenderPassiveMode`), before onboarding, because a server that
 * is onboarded in active mode with tamper protection on refuses it afterwards. Active needs no value, so the action
 * applies there only to take back a value of 1 that is still set.
 */
export const setMode: Action = {
  id: 'set-mode',
  operation: 'Set-PassiveMode',
  restart: 'no',
  oneWay: false,
  minutes: [0, 1],
  ...byRules(({ inputs }) => {
    const fact = 'policy.forceDefenderPassiveMode';
    const isPassive: Rule = { fact, is: 1 };
    const { mode } = inputs.wishes;
    if (mode === 'passive') return { applies: always, done: isPassive };
    return { applies: mode === null ? never : { not: { fact, is: null } }, done: { not: isPassive } };
  }),
  call: ({ inputs }) =>
    inputs.wishes.mode && { operation: 'Set-PassiveMode', params: { mode: inputs.wishes.mode } },
  evidence: ({ policy }) => `${modeName} = ${rawValue(policy.forceDefenderPassiveMode)}`,
  takeBack(before) {
    const value = modeValueIn(before);
    if (value === undefined) return null;
    const mode = value === 1 ? ('passive' as const) : value === 0 ? ('active' as const) : ('unset' as const);
    return {
      call: { operation: 'Set-PassiveMode', params: { mode } },
      isDone: ({ policy }) => policy.forceDefenderPassiveMode === value,
    };
  },
};

/**
 * Runs the Group Policy variant of the onboarding script. One-way: leaving a tenant needs its offboarding package. It runs
 * once more where the package of the same tenant changes the way to the cloud; its result then asks for the restart.
 */
export const onboard: Action = {
  id: 'onboard',
  operation: 'Invoke-Onboarding',
  restart: 'no',
  oneWay: true,
  minutes: [1, 3],
  ...byRules((wanted) => {
    const details = joining(wanted);
    // Without a package the tenant that the server names is the right one (`wantedTenant`).
    const there = details === null ? onboarded : onboardedTo(details.orgId);
    const change = connectivityChange(details);
    return { applies: always, done: change === null ? there : { all: [there, { not: change }] } };
  }),
  call: ({ kit }) =>
    kit.onboarding?.details.kind === 'onboarding'
      ? {
          operation: 'Invoke-Onboarding',
          params: {
            file: kitFileOf(kit.onboarding),
            orgId: kit.onboarding.details.orgId,
            connectivity: kit.onboarding.details.connectivity,
          },
        }
      : null,
  files: ({ kit }) => [kit.onboarding],
  evidence: ({ sensor }) =>
    `OnboardingState = ${rawValue(sensor.onboardingState)}, OrgId = ${rawValue(sensor.orgId)}`,
};

/** Sends the documented detection test; the alert itself is seen by a person in the portal. */
export const testDetection: Action = {
  id: 'test-detection',
  operation: 'Invoke-DetectionTest',
  restart: 'no',
  oneWay: false,
  minutes: [1, 2],
  rules: 'moments',
  applies: () => true,
  isDone: ({ facts }) => testSentAt(facts) !== null,
  call: () => ({ operation: 'Invoke-DetectionTest', params: {} }),
  evidence: ({ runs }) => {
    const sent = runs.filter((run) => run.operation === 'Invoke-DetectionTest' && run.outcome === 'ok');
    return `tests sent: ${String(sent.length)}`;
  },
};
