import { onTheWay } from '../onTheWay';
import { describe, expect, it } from 'vitest';
import { factsMaxAgeMs } from '../../../../shared/steps/assessment';
import { assess, currentStep, progress } from '../../../../shared/steps/progress';
import type { StepId } from '../../../../shared/model/journeys';
import { noWishes } from '../../../../shared/model/wishes';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';
import { aRun, aView, cloud, library, libraryOf, now, onboarded, type ViewChange } from '../views';

/** State and blocker of one step. */
function step(id: StepId, ...changes: ViewChange[]): [string, string | null] {
  const { state, blocker } = progress(assess(aView(...changes), libraryOf(changes), now))[id];
  return [state, blocker?.key ?? null];
}

type Row = [what: string, changes: ViewChange[], expected: [string, string | null]];
const table = (id: StepId, rows: Row[]) =>
  describe(id, () => {
    it.each(rows)('%s', (_, changes, expected) => {
      expect(step(id, ...changes)).toEqual(expected);
    });
  });

const noFacts: ViewChange = { view: { facts: null, factsAt: null } };
const act = (state: string, outcome: string, id = 'onboard', purpose = 'plan'): ViewChange => ({
  view: { run: aRun(id, state, outcome, purpose), busy: outcome === 'running' ? 'running' : 'idle' },
});

table('connect', [
  ['connected', [], ['done', null]],
  ['not yet', [{ view: { connectedAt: null } }], ['ahead', 'blocker.connectFirst']],
  ['under way', [{ view: { connectedAt: null, busy: 'connecting' } }], ['running', 'blocker.connectFirst']],
  ['a rung that stopped', [{ stoppedRung: true }], ['stopped', 'blocker.connectFirst']],
]);

table('server', [
  ['read and chosen', [], ['done', null]],
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  ['being read', [noFacts, { view: { busy: 'reading' } }], ['running', 'blocker.readFirst']],
  [
    'a reading that failed',
    [{ view: { readFailure: { code: 'target.unreachable', detail: '', native: null } } }],
    ['stopped', 'blocker.readFailed'],
  ],
  ['a client Windows', [{ facts: { os: { productType: 1 } } }], ['stopped', 'blocker.unsupported']],
  ['an unknown build', [{ facts: { os: { build: 1234 } } }], ['stopped', 'blocker.unsupported']],
  ['no way in chosen', [{ inputs: { pathChosenAt: null } }], ['ahead', 'blocker.choosePath']],
  ['old facts', [{ view: { factsAt: now - factsMaxAgeMs - 1 } }], ['lookAgain', null]],
  ['old facts in a run', [{ view: { factsAt: now - factsMaxAgeMs - 1, busy: 'running' } }], ['done', null]],
]);

table('packages', [
  ['all there', [], ['done', null]],
  ['none needed on a server that is onboarded', [onboarded, { noFiles: true }], ['done', null]],
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  ['the file missing', [{ noFiles: true }], ['toFix', 'blocker.filesMissing']],
  ['a line that nobody knows', [{ unknownLine: 'open' }], ['toFix', 'blocker.linesUnconfirmed']],
  ['one that somebody confirmed', [{ unknownLine: 'confirmed' }], ['done', null]],
  ['one that does not run any more', [onboarded, { unknownLine: 'open' }], ['done', null]],
  [
    'another tenant',
    [onboarded, { facts: { sensor: { orgId: '11111111-2222-3333-4444-555555555555' } } }],
    ['stopped', 'blocker.otherTenant'],
  ],
]);

const pending: ViewChange = { facts: { restartPending: [{ source: 'windowsUpdate', blocking: true }] } };
const senseOff: ViewChange = { facts: { disk: { drive: 'C:', freeBytes: 1, sizeBytes: 2 } } };
table('prerequisites', [
  ['all pass', [], ['done', null]],
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  ['one to fix', [pending], ['toFix', 'blocker.checksOpen']],
  ['its fix in the plan', [pending, { inputs: { fixes: ['restart'] } }], ['done', null]],
  ['one without a fix', [senseOff], ['toFix', 'blocker.checksOpen']],
]);

const other: ViewChange = { facts: { otherAntivirus: [{ service: 'x', displayName: 'X', running: true }] } };
const trapped: ViewChange = { facts: { defender: { tamperProtected: true, runningMode: 'Normal' } } };
table('mode', [
  ['active', [], ['done', null]],
  ['not chosen', [{ inputs: { wishes: { ...noWishes, mode: null } } }], ['ahead', 'blocker.chooseMode']],
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  [
    'passive beside another antivirus',
    [other, { inputs: { wishes: { ...noWishes, mode: 'passive' } } }],
    ['done', null],
  ],
  [
    'passive and nobody else',
    [{ inputs: { wishes: { ...noWishes, mode: 'passive' } } }],
    ['toFix', 'blocker.nobodyBlocks'],
  ],
  [
    'passive, nobody else, and accepted',
    [{ inputs: { wishes: { ...noWishes, mode: 'passive' }, noProtectorAcceptedAt: now } }],
    ['stopped', null],
  ],
  [
    'passive in the trap',
    [onboarded, trapped, { inputs: { wishes: { ...noWishes, mode: 'passive' } } }],
    ['toFix', 'blocker.passiveTrapped'],
  ],
]);

const { sha256, name, bytes } = anOnboardingPackage();
const file = `{"bytes":${String(bytes)},"name":"${name}","sha256":"${sha256}"}`;
const keys = ['send-kit', `onboard {"connectivity":"unknown","file":${file},"orgId":"${tenant}"}`];
const confirmed: ViewChange = { inputs: onTheWay({ confirmed: { hash: 'x', keys, at: now } }) };
const passive: ViewChange = {
  inputs: { wishes: { ...noWishes, mode: 'passive' }, noProtectorAcceptedAt: now },
};
table('plan', [
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  ['not confirmed', [], ['ahead', 'blocker.confirmPlan']],
  ['confirmed', [confirmed], ['done', null]],
  ['nothing left', [onboarded], ['done', null]],
  ['a file missing', [{ noFiles: true }], ['ahead', 'blocker.planIncomplete']],
  ['a file missing for one of two', [passive, { noFiles: true }], ['ahead', 'blocker.planIncomplete']],
  [
    'changed since it was confirmed',
    [confirmed, { facts: { policy: { forceDefenderPassiveMode: 1 } } }],
    ['lookAgain', 'blocker.planChanged'],
  ],
]);

table('install', [
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  ['nothing to install', [], ['notNeeded', null]],
  ['work ahead, not confirmed', [passive], ['ahead', 'blocker.confirmPlan']],
  ['running', [passive, act('running', 'running', 'set-mode')], ['running', 'blocker.running']],
  ['contact lost', [passive, act('running', 'interrupted', 'set-mode')], ['waiting', 'blocker.contact']],
  ['failed', [passive, act('failed', 'failed', 'set-mode')], ['stopped', 'blocker.failed']],
  ['unknown', [passive, act('unknown', 'unknown', 'set-mode')], ['stopped', 'blocker.failed']],
  ['conflict', [passive, act('conflict', 'conflict', 'set-mode')], ['conflict', 'blocker.conflict']],
  [
    'a restart',
    [passive, act('restartRequired', 'restartRequired', 'set-mode')],
    ['waiting', 'blocker.restart'],
  ],
  ['restarting', [passive, act('restartRequired', 'restarting', 'set-mode')], ['waiting', 'blocker.restart']],
  [
    'failed once, and made right by somebody',
    [passive, act('failed', 'failed', 'set-mode'), { facts: { policy: { forceDefenderPassiveMode: 1 } } }],
    ['done', null],
  ],
]);

table('onboard', [
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  ['ahead', [], ['ahead', 'blocker.onboardFirst']],
  ['running', [act('running', 'running')], ['running', 'blocker.running']],
  ['contact lost', [act('running', 'interrupted')], ['waiting', 'blocker.contact']],
  ['failed', [act('failed', 'failed')], ['stopped', 'blocker.failed']],
  ['conflict', [act('conflict', 'conflict')], ['conflict', 'blocker.conflict']],
  ['all proofs agree', [onboarded, cloud], ['done', null]],
  ['waiting for the cloud', [onboarded], ['waiting', null]],
  [
    'onboarded, but the service stands still',
    [
      onboarded,
      cloud,
      { facts: { services: { sense: { status: 'stopped', start: 'automatic', imagePath: null } } } },
    ],
    ['conflict', 'blocker.proofsDisagree'],
  ],
  [
    'onboarded, but in another mode than chosen',
    [onboarded, cloud, { facts: { defender: { runningMode: 'Passive Mode' } } }],
    ['conflict', 'blocker.proofsDisagree'],
  ],
  ['failed once, and agreeing now', [onboarded, cloud, act('failed', 'failed')], ['done', null]],
]);

const sent = (startedAt: number): ViewChange => ({
  facts: {
    runs: [
      {
        runId: 'r1',
        nn: 1,
        operation: 'Invoke-DetectionTest',
        startedAt,
        endedAt: startedAt + 60_000,
        outcome: 'ok',
        code: null,
      },
    ],
  },
});
const alert = (seen: boolean, at: number): ViewChange => ({ inputs: { alert: { seen, at, by: '' } } });
const tested = (state: string, outcome: string) => act(state, outcome, 'test-detection', 'test');
table('test', [
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  ['before onboarding', [], ['blocked', 'blocker.onboardFirst']],
  ['onboarded', [onboarded], ['ahead', 'blocker.sendTest']],
  ['running', [onboarded, tested('running', 'running')], ['running', 'blocker.running']],
  ['failed', [onboarded, tested('failed', 'failed')], ['stopped', 'blocker.failed']],
  ['contact lost', [onboarded, tested('running', 'interrupted')], ['waiting', 'blocker.contact']],
  [
    'failed in a run of another purpose',
    [onboarded, act('failed', 'failed', 'test-detection')],
    ['ahead', 'blocker.sendTest'],
  ],
  [
    'not sent while something else is at work',
    [onboarded, { view: { busy: 'running' } }],
    ['ahead', 'blocker.sendTest'],
  ],
  ['sent', [onboarded, sent(now - 5)], ['waiting', 'blocker.lookForAlert']],
  [
    'sent, and another under way',
    [onboarded, sent(now - 5), tested('running', 'running')],
    ['running', 'blocker.running'],
  ],
  [
    'sent, and the plan under way',
    [onboarded, sent(now - 5), act('running', 'running', 'restart')],
    ['waiting', 'blocker.lookForAlert'],
  ],
  ['sent before the server was onboarded', [onboarded, sent(now - 200_000)], ['ahead', 'blocker.sendTest']],
  ['the alert seen', [onboarded, sent(now - 5), alert(true, now)], ['done', null]],
  ['the alert seen at once', [onboarded, sent(now - 5), alert(true, now - 5)], ['done', null]],
  ['finished without the alert', [onboarded, sent(now - 5), alert(false, now)], ['done', null]],
  [
    'an alert from before it',
    [onboarded, sent(now - 5), alert(true, now - 10)],
    ['waiting', 'blocker.lookForAlert'],
  ],
  [
    'an alert after it by a server whose clock is ahead',
    [onboarded, sent(now + 60_000), alert(true, now), { view: { skewMs: 61_000 } }],
    ['done', null],
  ],
]);

const saved = (savedAt: number): ViewChange => ({
  inputs: onTheWay({ report: { savedAt, path: '/r.html' } }),
});
const changed = (at: number): ViewChange => ({
  view: {
    changes: [
      {
        journey: 'onboard',
        runId: 'r1',
        nn: 1,
        action: 'onboard',
        at,
        before: '',
        after: '',
        undo: 'oneWay',
      },
    ],
  },
});
table('handover', [
  ['not read', [noFacts], ['ahead', 'blocker.readFirst']],
  ['before onboarding', [], ['blocked', 'blocker.onboardFirst']],
  ['onboarded', [onboarded], ['ahead', 'blocker.saveReport']],
  ['saved', [onboarded, saved(now), changed(now - 5)], ['done', null]],
  ['saved with the last change', [onboarded, saved(now - 5), changed(now - 5)], ['done', null]],
  [
    'saved before the last change',
    [onboarded, saved(now - 9), changed(now - 5)],
    ['lookAgain', 'blocker.reportOld'],
  ],
]);

describe('the step to open', () => {
  it.each<[string, ViewChange[], StepId]>([
    ['nothing known', [noFacts, { view: { connectedAt: null } }], 'connect'],
    ['read', [{ inputs: { pathChosenAt: null } }], 'server'],
    ['decided', [], 'plan'],
    ['waiting for the cloud', [confirmed, onboarded], 'onboard'],
    ['onboarded', [onboarded, cloud], 'test'],
    ['handed over', [onboarded, cloud, sent(now - 5), alert(true, now), saved(now)], 'handover'],
  ])('%s', (_, changes, expected) => {
    expect(currentStep(assess(aView(...changes), library, now))).toBe(expected);
  });
});
