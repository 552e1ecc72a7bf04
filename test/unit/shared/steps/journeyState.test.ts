import { expect, it } from 'vitest';
import { journeyState } from '../../../../shared/steps/journeyState';
import { assess } from '../../../../shared/steps/progress';
import { onTheWay } from '../onTheWay';
import { aRun, aView, cloud, library, now, onboarded, type ViewChange } from '../views';

const saved = { inputs: onTheWay({ report: { savedAt: now, path: '/r.html' } }) };
const old: ViewChange = { facts: { os: { build: 9200, productType: 3 } } };

it.each<[what: string, changes: ViewChange[], kind: string, step: string, reason: string | null]>([
  ['nothing read', [{ view: { facts: null, factsAt: null } }], 'unread', 'server', null],
  ['a Windows that cannot be onboarded', [old], 'impossible', 'server', null],
  ['a plan to confirm', [], 'open', 'plan', 'blocker.confirmPlan'],
  ['a run at work', [{ view: { busy: 'running' } }], 'underWay', 'plan', null],
  ['a restart', [{ view: { busy: 'restarting' } }], 'underWay', 'plan', null],
  [
    'a run that was cut off',
    [{ view: { run: aRun('onboard', 'running', 'interrupted', 'plan') } }],
    'underWay',
    'onboard',
    null,
  ],
  ['all but the report', [onboarded, cloud], 'open', 'test', 'blocker.sendTest'],
  ['the report saved', [onboarded, cloud, saved], 'done', 'handover', null],
])('%s', (_, changes, kind, step, reason) => {
  const state = journeyState(assess(aView(...changes), library, now));
  expect([state.kind, state.step, state.reason?.key ?? null]).toEqual([kind, step, reason]);
});
