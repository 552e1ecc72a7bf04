import { onTheWay } from '../onTheWay';
import { describe, expect, it } from 'vitest';
import { factsMaxAgeMs } from '../../../../shared/steps/assessment';
import { assess, progress } from '../../../../shared/steps/progress';
import { runStatus } from '../../../../shared/steps/records/change';
import type { StepId } from '../../../../shared/model/journeys';
import { server2016 } from '../../../fixtures/facts';
import { aPackage } from '../../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';
import { aRun, aView, cloud, library, now, onboarded, type ViewChange, wishing } from '../views';

const at = (files: typeof library, ...changes: ViewChange[]) => assess(aView(...changes), files, now);
type Row = [what: string, changes: ViewChange[], state: string, note: string | null];
const minute = 60_000;
const passive: ViewChange = { inputs: { wishes: wishing('passive'), noProtectorAcceptedAt: now } };
const agreed = (keys: string[]) => onTheWay({ confirmed: { hash: 'x', keys, at: now } });
const failure = { code: 'target.unreachable', detail: '', native: null } as const;
const act = (id: string, state: string, outcome: string, purpose = 'plan'): ViewChange => ({
  view: { run: aRun(id, state, outcome, purpose) },
});
const did = (...actions: string[]): ViewChange => ({
  view: {
    changes: actions.map((action, n) => ({
      ...{ journey: 'onboard' as const, runId: 'r1', nn: n + 1, action, at: now - minute },
      ...{ before: '', after: '' },
      undo: 'oneWay' as const,
    })),
  },
});
/** Server 2016 with the sensor that its installation package brings. */
const sensorThere: ViewChange = {
  facts: {
    ...server2016,
    kit: library.map(({ sha256, name, bytes }) => ({ sha256, name, bytes })),
    sensor: { product: { name: 'MDE', version: '1.2', productCode: '{}' } },
    services: {
      ...server2016.services,
      sense: { status: 'stopped', start: 'manual', imagePath: null },
    },
  },
};
const unreadOthers: ViewChange = {
  facts: { unreadable: [{ fact: 'otherAntivirus', reason: 'accessDenied', detail: '' }] },
};
const tables: Partial<Record<StepId, Row[]>> = {
  connect: [
    ['done', [], 'done', 'connect.local'],
    ['a rung that stopped', [{ stoppedRung: true }], 'stopped', 'connect.rung'],
    [
      'a rung that stopped while it connects',
      [{ stoppedRung: true, view: { busy: 'connecting' } }],
      'stopped',
      'connect.rung',
    ],
    ['connected while it connects anew', [{ view: { busy: 'connecting' } }], 'done', 'connect.local'],
  ],
  server: [
    ['with its sensor', [], 'done', 'server.onePackage'],
    ['without one', [{ facts: server2016 }], 'done', 'server.twoPackages'],
    ['just young enough', [{ view: { factsAt: now - factsMaxAgeMs } }], 'done', 'server.onePackage'],
    ['too old', [{ view: { factsAt: now - factsMaxAgeMs - 1 } }], 'lookAgain', 'server.old'],
    [
      'too old while it is read',
      [{ view: { factsAt: now - factsMaxAgeMs - 1, busy: 'reading' } }],
      'done',
      'server.onePackage',
    ],
    [
      'one that failed while it restarts',
      [{ view: { readFailure: failure, busy: 'restarting' } }],
      'done',
      'server.onePackage',
    ],
    [
      'one that failed in a run',
      [{ view: { readFailure: failure, busy: 'running' } }],
      'done',
      'server.onePackage',
    ],
    [
      'one that failed in a test of the cloud',
      [{ view: { readFailure: failure, busy: 'probing' } }],
      'done',
      'server.onePackage',
    ],
    [
      'a Windows that is not supported',
      [{ facts: { os: { build: 1234 } } }],
      'stopped',
      'server.unsupported',
    ],
  ],
  packages: [
    ['all there', [], 'done', 'packages.count'],
    ['none needed', [onboarded, { noFiles: true }], 'done', 'packages.none'],
    ['missing', [{ noFiles: true }], 'toFix', 'packages.count'],
    [
      'of another tenant than the one that it reported to once',
      [{ facts: { sensor: { onboardingState: 0, orgId: tenant.replace('7', '8') } } }],
      'done',
      'packages.count',
    ],
    ['a Windows that is not supported', [{ facts: { os: { build: 1234 } } }], 'ahead', null],
    [
      'of another tenant',
      [onboarded, { facts: { sensor: { orgId: tenant.replace('7', '8') } } }],
      'stopped',
      'packages.otherTenant',
    ],
  ],
  prerequisites: [
    ['all pass', [], 'done', 'prerequisites.passed'],
    ['one to fix', [{ facts: { disk: { freeBytes: 1 } } }], 'toFix', 'prerequisites.toFix'],
    ['a Windows that is not supported', [{ facts: { os: { build: 1234 } } }], 'ahead', null],
  ],
  mode: [
    ['active', [], 'done', 'mode.active'],
    ['passive, accepted, and nobody else', [passive], 'stopped', 'danger.none'],
    [
      'passive that is refused, and accepted',
      [passive, onboarded, { facts: { defender: { tamperProtected: true } } }],
      'toFix',
      'mode.passive',
    ],
    [
      'active that is refused nothing',
      [onboarded, { facts: { defender: { tamperProtected: true } } }],
      'done',
      'mode.active',
    ],
    ['passive, not accepted', [{ inputs: { wishes: wishing('passive') } }], 'toFix', 'mode.passive'],
  ],
  plan: [
    ['nothing to do', [onboarded], 'done', 'plan.nothing'],
    ['nothing to do, and no mode', [onboarded, { inputs: { wishes: wishing(null) } }], 'ahead', null],
    ['all done as agreed', [onboarded, { inputs: agreed(['a']) }], 'done', 'plan.actions'],
  ],
  install: [
    ['nothing', [], 'notNeeded', 'install.notNeeded'],
    [
      'what belongs to onboarding',
      [did('send-kit', 'onboard', 'test-detection')],
      'notNeeded',
      'install.notNeeded',
    ],
    ['what was set before', [did('set-mode')], 'done', 'install.prepared'],
    ['a test that only looks', [{ inputs: { fixes: ['test-connectivity'] } }], 'ahead', null],
    [
      'a mode that is set already',
      [passive, { facts: { policy: { forceDefenderPassiveMode: 1 } } }],
      'done',
      'install.prepared',
    ],
    ['a sensor that is there', [sensorThere, did('install-sensor')], 'done', 'install.done'],
    ['a sensor that was there before', [sensorThere], 'done', 'install.done'],
    [
      'a test that only looked',
      [
        {
          inputs: { fixes: ['test-connectivity'] },
          facts: {
            runs: [
              {
                ...{ runId: 'r', nn: 1, operation: 'Test-Connectivity', outcome: 'ok', code: null },
                ...{ startedAt: now - minute, endedAt: now - minute },
              },
            ],
          },
        },
      ],
      'notNeeded',
      'install.notNeeded',
    ],
    ['a failure', [passive, act('set-mode', 'failed', 'failed')], 'stopped', 'change.stopped'],
    ['a failure of another step', [passive, act('onboard', 'failed', 'failed')], 'ahead', null],
    ['a conflict', [passive, act('set-mode', 'conflict', 'conflict')], 'conflict', 'change.conflict'],
    [
      'a restart',
      [passive, act('set-mode', 'restartRequired', 'restartRequired')],
      'waiting',
      'change.restart',
    ],
    ['an action that was left running', [passive, act('set-mode', 'running', 'stopped')], 'ahead', null],
  ],
  onboard: [
    ['agreed', [onboarded, cloud], 'done', 'onboard.agree'],
    ['the cloud', [onboarded], 'waiting', 'onboard.waiting'],
    [
      'the cloud for too long',
      [
        onboarded,
        {
          facts: {
            events: [{ log: 'sense', id: 11, level: 'information', at: now - 31 * minute, text: '' }],
          },
        },
      ],
      'lookAgain',
      'onboard.overdue',
    ],
    [
      'an unsafe mode',
      [onboarded, cloud, { facts: { defender: { realTimeProtection: false } } }],
      'stopped',
      'danger.none',
    ],
    [
      'proofs that do not agree',
      [onboarded, cloud, { facts: { services: { sense: { status: 'stopped', start: 'automatic' } } } }],
      'conflict',
      'onboard.disagree',
    ],
    [
      'two that block',
      [onboarded, cloud, { facts: { otherAntivirus: [{ service: 'x', displayName: 'X', running: true }] } }],
      'stopped',
      'danger.two',
    ],
    ['what could not be read', [onboarded, cloud, unreadOthers], 'lookAgain', 'onboard.unread'],
    [
      'no mode chosen',
      [onboarded, cloud, { inputs: { wishes: wishing(null) } }],
      'waiting',
      'onboard.waiting',
    ],
    [
      'another way',
      [onboarded, cloud, { facts: { policy: { connectivity: 'standard' } } }],
      'done',
      'onboard.agree',
    ],
  ],
};

describe.each(Object.entries(tables))('%s with', (id, rows) => {
  it.each(rows)('%s', (_, changes, state, note) => {
    const files = changes.some(({ noFiles }) => noFiles) ? [] : library;
    const found = progress(at(files, ...changes))[id as StepId];
    expect([found.state, found.note?.key ?? null]).toEqual([state, note]);
  });
});

it('counts what is there, what is to fix and what passed', () => {
  const values = (id: StepId, ...changes: ViewChange[]) => progress(at(library, ...changes))[id].note?.values;
  expect(values('packages', { facts: server2016 })).toEqual({ have: 1, of: 2 });
  expect(values('connect', { stoppedRung: true })).toEqual({ number: 7, total: 7 });
  expect(values('prerequisites', { facts: { disk: { freeBytes: 1 } } })).toEqual({ count: 1 });
  expect(values('plan', onboarded, { inputs: agreed(['a', 'b']) })).toEqual({ count: 2 });
});

it('a package that changes the way to the cloud is still to be run, although all proofs agree', () => {
  const streamlined = [{ ...anOnboardingPackage({}, { connectivity: 'streamlined' }) }];
  const standard: ViewChange = { facts: { policy: { connectivity: 'standard' } } };
  const { state, blocker } = progress(at(streamlined, onboarded, cloud, standard)).onboard;
  expect([state, blocker?.key]).toEqual(['ahead', 'blocker.onboardFirst']);
  const others: ViewChange[][] = [[], [cloud, unreadOthers], [cloud, { inputs: { wishes: wishing(null) } }]];
  for (const changes of others)
    expect(progress(at(streamlined, onboarded, standard, ...changes)).onboard.blocker?.key).toBe(
      'blocker.onboardFirst',
    );
});

it('a package of practice is for a practice server', () => {
  const practice: ViewChange = {
    view: { target: { kind: 'practice', id: 'practice-x', name: 'X', machine: 'x' } },
  };
  const own = [anOnboardingPackage({ practice: true })];
  expect([progress(at(own, practice)).packages.state, progress(at(own)).packages.state]).toEqual([
    'done',
    'toFix',
  ]);
});

it('a file that only a fix needs holds nobody up once its check is waived', () => {
  const old: ViewChange = { facts: { ...server2016, defender: { platformVersion: '4.18.2211.4' } } };
  const msi = aPackage('md4ws.msi', {
    kind: 'installation',
    ...{ productName: 'Microsoft Defender for Endpoint', productVersion: '4.18.25110.6' },
    ...{ productCode: '{}', manufacturer: 'Microsoft Corporation', platformVersion: null },
  });
  const { state, note } = progress(at([...library, msi], old)).packages;
  expect([state, note?.values]).toEqual(['done', { have: 2, of: 3 }]);
});

describe('what a run says of a step', () => {
  it.each<[string, Parameters<typeof aRun> | null, string | null]>([
    ['no run', null, null],
    ['a run of other actions', ['send-kit', 'failed', 'failed', 'plan'], null],
    ['its action at work', ['onboard', 'running', 'running', 'plan'], 'running'],
    ['its action, of which nobody hears', ['onboard', 'running', 'interrupted', 'plan'], 'waiting'],
    ['its action, in a run that ended', ['onboard', 'running', 'failed', 'plan'], null],
    ['its action unknown', ['onboard', 'unknown', 'unknown', 'plan'], 'stopped'],
    ['its action done', ['onboard', 'done', 'done', 'plan'], null],
  ])('%s', (_, run, state) => {
    expect(runStatus(run && aRun(...run), ['onboard'])?.state ?? null).toBe(state);
  });
});
