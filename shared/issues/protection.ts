import { isPassiveTrapped } from '../plan/modes';
import { recogniseAntivirus } from '../knowledge/antivirus';
import { policyEffect } from '../checks/policies';
import { derived, docs, installScript, read } from '../knowledge/source';
import { issue, type KnownIssue } from './issue';

/** Codes with which the onboarding script gives up waiting; the sensor may get there later. */
const waitedInVain = [15, 30, 35, 40];

/** What other products, policies and scripts do to antivirus and sensor. */
export const protectionIssues: readonly KnownIssue[] = [
  issue('K11', {
    step: 'prerequisites',
    checks: ['otherAntivirus'],
    facts: ({ situation }) =>
      recogniseAntivirus(situation.facts.otherAntivirus).some(({ product }) => product?.id === 'trellix'),
    source: docs('onboard-server'),
  }),
  issue('K13', {
    step: 'prerequisites',
    checks: ['notDisabledByPolicy'],
    facts: ({ situation: { facts }, family }) => {
      const effect = policyEffect({ facts, family });
      return effect === 'refused' || effect === 'mayNotStart';
    },
    outcome: { tools: ['installScript'], codes: [39], words: null },
    source: docs('troubleshoot-onboarding'),
  }),
  issue('K14', {
    step: 'mode',
    facts: ({ situation: { facts, inputs } }) => inputs.wishes.mode === 'passive' && isPassiveTrapped(facts),
    source: docs('microsoft-defender-antivirus-compatibility'),
  }),
  issue('K15', {
    step: 'packages',
    refusal: 'interactiveScript',
    outcome: { tools: ['installScript'], codes: [37], words: null },
    source: installScript,
  }),
  issue('K16', {
    step: 'onboard',
    // The script said that it failed, and the server shows that it did not.
    facts: ({ situation: { facts } }) =>
      facts.sensor.onboardingState === 1 &&
      facts.events.some(
        ({ log, id, level }) => log === 'onboarding' && level === 'error' && waitedInVain.includes(id),
      ),
    source: read('ansible/ansible#42947'),
    doubt: derived,
  }),
  issue('K17', {
    step: 'install',
    outcome: { tools: ['wusa'], codes: [5], words: null },
    source: read('Microsoft KB2773898'),
  }),
  issue('K18', {
    step: 'install',
    outcome: { tools: ['wusa', 'installScript'], codes: [0x80070005], words: null },
    source: read('mgajda83/PSWindowsUpdate#17'),
  }),
  issue('K19', {
    step: 'packages',
    facts: ({ situation }) => situation.facts.events.some(({ log, id }) => log === 'sense' && id === 29),
    refusal: 'expiredOffboarding',
    source: docs('configure-endpoints-gp'),
  }),
  issue('K30', {
    step: 'server',
    checks: ['otherOwners'],
    facts: ({ situation }) => situation.facts.owners.some(({ kind }) => kind === 'arc'),
    source: docs('onboard-server'),
    doubt: derived,
  }),
];
