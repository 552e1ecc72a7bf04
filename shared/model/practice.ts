import type { Between } from '../locales/keys';

/** The Windows that scenarios are grouped by, in the order of a page. `network`: servers that are reached over one. `channel`: 1803, 20H2, 23H2; `refused`: cannot be onboarded. */
export const scenarioSystems = [
  '2025',
  '2025core',
  '2022',
  '2022core',
  '2019',
  '2019core',
  '2016',
  '2016core',
  '2012r2',
  '2012r2core',
  'channel',
  'network',
  'refused',
] as const;
export type ScenarioOs = (typeof scenarioSystems)[number];

/** Name of a machine file that a person can open: it has a name and a description in `practice.json`. */
export type ScenarioId = Between<'practice:', '.description'>;

/** A practice server that can be opened: which Windows it plays, and the texts and time that tell what it trains. */
export interface Scenario {
  readonly id: ScenarioId;
  readonly os: ScenarioOs;
  /** The state it is in, also the order within an OS: easy first. */
  readonly state:
    | 'fresh'
    | 'trellix'
    | 'inbox'
    | 'prerequisites'
    | 'restart'
    | 'onboarded'
    | 'othertenant'
    | 'fails'
    | 'conflict'
    | 'offline'
    | 'nosensor'
    | 'refused'
    | 'signIn'
    | 'unreachable';
  /** Keys of its name and of one sentence about it. */
  readonly nameKey: `practice:${ScenarioId}.name`;
  readonly descriptionKey: `practice:${ScenarioId}.description`;
  /** How long the whole way takes at normal speed, in minutes. */
  readonly minutes: number;
}

function scenario(id: ScenarioId, os: Scenario['os'], state: Scenario['state'], minutes: number): Scenario {
  return {
    id,
    os,
    state,
    nameKey: `practice:${id}.name`,
    descriptionKey: `practice:${id}.description`,
    minutes,
  };
}

/** The practice server to begin with: the shortest whole way, one package, no restart. */
export const firstScenario = '2019-fresh';

/** Every practice server, those to begin with first. */
export const scenarios: readonly Scenario[] = [
  scenario('2019-fresh', '2019', 'fresh', 5),
  scenario('2019core-fresh', '2019core', 'fresh', 5),
  scenario('2016-trellix', '2016', 'trellix', 12),
  scenario('2012r2-fresh', '2012r2', 'fresh', 10),
  scenario('2016-inbox', '2016', 'inbox', 12),
  scenario('2019-rtm', '2019', 'inbox', 5),
  scenario('2019de-fresh', '2019', 'fresh', 5),
  scenario('2019-prerequisites', '2019', 'prerequisites', 13),
  scenario('2019core-prerequisites', '2019core', 'prerequisites', 8),
  scenario('2016-tool', '2016', 'trellix', 14),
  scenario('2016-prerequisites', '2016', 'prerequisites', 22),
  scenario('2012r2-prerequisites', '2012r2', 'prerequisites', 14),
  scenario('2019-restart', '2019', 'restart', 10),
  scenario('2019core-restart', '2019core', 'restart', 10),
  scenario('2016fr-prerequisites', '2016', 'prerequisites', 22),
  scenario('2016-restart', '2016', 'restart', 16),
  scenario('2012r2-restart', '2012r2', 'restart', 15),
  scenario('2019-onboarded', '2019', 'onboarded', 3),
  scenario('2019-managed', '2019', 'onboarded', 3),
  scenario('2019core-onboarded', '2019core', 'onboarded', 3),
  scenario('2016-onboarded', '2016', 'onboarded', 3),
  scenario('2012r2-onboarded', '2012r2', 'onboarded', 3),
  scenario('2019-othertenant', '2019', 'othertenant', 3),
  scenario('2019core-othertenant', '2019core', 'othertenant', 3),
  scenario('2016-othertenant', '2016', 'othertenant', 3),
  scenario('2012r2-othertenant', '2012r2', 'othertenant', 3),
  scenario('2016-fails', '2016', 'fails', 10),
  scenario('2019-conflict', '2019', 'conflict', 6),
  scenario('2019-offline', '2019', 'offline', 6),
  scenario('2025-fresh', '2025', 'fresh', 5),
  scenario('2025-nosensor', '2025', 'nosensor', 3),
  scenario('2025core-fresh', '2025core', 'fresh', 5),
  scenario('2022-fresh', '2022', 'fresh', 5),
  scenario('2022-prerequisites', '2022', 'prerequisites', 13),
  scenario('2022core-fresh', '2022core', 'fresh', 5),
  scenario('2016core-fresh', '2016core', 'fresh', 16),
  scenario('2012r2core-fresh', '2012r2core', 'fresh', 10),
  scenario('23h2-fresh', 'channel', 'fresh', 5),
  scenario('sac20h2-fresh', 'channel', 'fresh', 11),
  scenario('sac1803-fresh', 'channel', 'fresh', 5),
  scenario('hyperv2019-refused', 'refused', 'refused', 2),
  scenario('2012-refused', 'refused', 'refused', 2),
  scenario('network-fresh', 'network', 'fresh', 5),
  scenario('network-trellix', 'network', 'trellix', 12),
  scenario('network-password', 'network', 'signIn', 6),
  scenario('network-filtered', 'network', 'signIn', 6),
  scenario('network-workgroup', 'network', 'signIn', 12),
  scenario('network-certificate', 'network', 'unreachable', 6),
  scenario('network-stale', 'network', 'unreachable', 2),
  scenario('network-unknown', 'network', 'unreachable', 1),
  scenario('network-firewall', 'network', 'unreachable', 1),
];

/** The practice server of a machine file; undefined where an earlier version of Gangway had it and this one does not. */
export const scenarioOf = (machine: string): Scenario | undefined =>
  scenarios.find(({ id }) => id === machine);

/** A practice server that hides a fault: only what somebody sees of it is told, and Troubleshoot has to find the rest. */
interface HiddenScenario {
  readonly id: string;
  readonly seen: Between<'questions:symptom.'>;
}

/** Those to search on, the usual ones first. */
export const hiddenScenarios: readonly HiddenScenario[] = [
  { id: 'hidden-proxy', seen: 'noCloud' },
  { id: 'hidden-telemetry', seen: 'impaired' },
  { id: 'hidden-wsus', seen: 'noUpdates' },
  { id: 'hidden-policy-task', seen: 'policyDidNothing' },
  { id: 'hidden-inspection', seen: 'noCloud' },
  { id: 'hidden-sessions', seen: 'inactive' },
  { id: 'hidden-other-package', seen: 'notListed' },
  { id: 'hidden-offboarding', seen: 'offboardingRefused' },
  { id: 'hidden-clock', seen: 'noCloud' },
  { id: 'hidden-clone', seen: 'listedTwice' },
  { id: 'hidden-lists', seen: 'noCloud' },
  { id: 'hidden-names', seen: 'noCloud' },
  { id: 'hidden-firewall', seen: 'noCloud' },
  { id: 'hidden-ipv6', seen: 'noCloud' },
  { id: 'hidden-driver', seen: 'inactive' },
  { id: 'hidden-aware-mode', seen: 'notShown' },
  { id: 'hidden-old-package', seen: 'notShown' },
  { id: 'hidden-policy-denied', seen: 'policyDidNothing' },
  { id: 'hidden-policy-account', seen: 'policyDidNothing' },
  { id: 'hidden-policy-name', seen: 'policyDidNothing' },
  { id: 'hidden-policy-share', seen: 'policyDidNothing' },
];
