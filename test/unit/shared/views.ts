import type { ServerState } from '../../../shared/model/facts';
import { emptyInputs, type Inputs } from '../../../shared/model/inputs';
import type { Package } from '../../../shared/model/packages';
import {
  rungIds,
  runViewSchema,
  targetViewSchema,
  type RunView,
  type TargetView,
} from '../../../shared/bridge/session';
import { noWishes, type Wishes } from '../../../shared/model/wishes';
import { aServer, readAt, type DeepPartial } from '../../fixtures/facts';
import { anOnboardingPackage, tenant } from '../../fixtures/onboardingPackage';

export { tenant };

/** The moment of all tests of views, by both clocks. */
export const now = readAt;

/** A change of the view that a test begins with; later ones lie over earlier ones. */
export interface ViewChange {
  readonly view?: Partial<TargetView>;
  readonly facts?: DeepPartial<ServerState>;
  readonly inputs?: Partial<Inputs>;
  readonly stoppedRung?: boolean;
  /** The library is empty. */
  readonly noFiles?: boolean;
  /** The onboarding package has a line that nobody knows; `confirmed`: somebody has. */
  readonly unknownLine?: 'open' | 'confirmed';
}

/** The library of the tests: one onboarding package. */
export const library: readonly Package[] = [anOnboardingPackage()];

/** The library that a test begins with. */
export function libraryOf(changes: readonly ViewChange[]): readonly Package[] {
  if (changes.some((change) => change.noFiles)) return [];
  const word = changes.find((change) => change.unknownLine !== undefined)?.unknownLine;
  if (word === undefined) return library;
  const confirmation = word === 'confirmed' ? { confirmation: { at: now, by: 'Ada' } } : {};
  return [anOnboardingPackage(confirmation, { differences: [{ is: 'own', line: 2, text: 'calc' }] })];
}

/** A fresh 2019 server, connected and read, with a way in and the active mode chosen. */
export function aView(...changes: readonly ViewChange[]): TargetView {
  const inputs = {
    ...emptyInputs('local'),
    pathChosenAt: now,
    wishes: { ...noWishes, mode: 'active' as const },
  };
  const stopped = changes.some((change) => change.stoppedRung);
  const whole: TargetView = {
    target: { kind: 'local', id: 'local', name: 'NORD-FS03' },
    rungs: rungIds.map((id) => ({
      id,
      state: stopped && id === 'language' ? 'stopped' : 'done',
      value: '',
      ms: 1,
      failure: null,
    })),
    connectedAt: now,
    connection: null,
    tags: [],
    busy: 'idle',
    facts: aServer(...changes.flatMap(({ facts }) => facts ?? [])),
    factsAt: now,
    skewMs: 0,
    readFailure: null,
    asking: null,
    inputs: changes.reduce<Inputs>((all, change) => ({ ...all, ...change.inputs }), inputs),
    run: null,
    changes: [],
    probe: null,
    cloudFindings: null,
    antivirusFindings: null,
    earlier: [],
    readings: [],
    practice: null,
  };
  return targetViewSchema.parse(changes.reduce((all, change) => ({ ...all, ...change.view }), whole));
}

/** A run of one action. */
export function aRun(id: string, state: string, outcome: string, purpose: string): RunView {
  const failed = state === 'failed' || state === 'unknown';
  const failure = failed ? { code: 'operation.failed', detail: '', native: 1603 } : null;
  return runViewSchema.parse({
    runId: '20261124-143208-0a1b2c3d',
    journey: 'onboard',
    purpose,
    startedAt: now,
    endedAt: outcome === 'running' ? null : now,
    outcome,
    actions: [
      {
        id,
        nn: 1,
        state,
        startedAt: now,
        endedAt: null,
        failure,
        stage: null,
        progress: null,
      },
    ],
    stopAsked: false,
    failure,
    lastOutputAt: null,
    contactLostAt: null,
    restartAskedAt: null,
    lines: 0,
  });
}

/** The server shows that it is onboarded to the package's tenant; the cloud is still to come. */
export const onboarded: ViewChange = {
  facts: {
    services: { sense: { status: 'running', start: 'automatic', imagePath: null } },
    sensor: { onboardingState: 1, orgId: tenant.toUpperCase() },
    events: [{ log: 'sense', id: 11, level: 'information', at: now - 100_000, text: '' }],
  },
};

/** The sensor was in contact with its cloud. */
export const cloud: ViewChange = { facts: { sensor: { lastConnectedAt: now - 50_000 } } };

/** Wishes of a person who wants a mode and nothing else. */
export const wishing = (mode: Wishes['mode']): Wishes => ({ ...noWishes, mode });
