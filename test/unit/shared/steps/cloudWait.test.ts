import { expect, it } from 'vitest';
import { cloudWait } from '../../../../shared/steps/cloudWait';
import type { EventFact } from '../../../../shared/model/facts';
import { assess, progress } from '../../../../shared/steps/progress';
import type { Change } from '../../../../shared/bridge/session';
import { noWishes } from '../../../../shared/model/wishes';
import { aServer } from '../../../fixtures/facts';
import { tenant } from '../../../fixtures/onboardingPackage';
import { aView } from '../../renderer/fakeDoor';

const minute = 60_000;
const base = aServer();

/** An onboarded server that has not spoken to the cloud, read `minutes` after its onboarding. */
function waiting(
  minutes: number,
  change: { events?: EventFact[]; changes?: Change[]; connected?: boolean } = {},
) {
  const began = base.readAt - minutes * minute;
  const done: EventFact = { log: 'sense', id: 11, level: 'information', at: began, text: '' };
  const facts = aServer({
    sensor: {
      ...base.sensor,
      onboardingState: 1,
      orgId: tenant,
      lastConnectedAt: change.connected === true ? base.readAt : null,
    },
    services: { ...base.services, sense: { status: 'running', start: 'automatic' } },
    events: change.events ?? [done],
  });
  const view = aView({ facts, changes: change.changes ?? [], skewMs: 7000 });
  return assess(
    { ...view, inputs: { ...view.inputs, wishes: { ...noWishes, mode: 'active' } } },
    [],
    base.readAt,
  );
}
const onboarding = (at: number): Change => ({
  journey: 'onboard',
  runId: 'run',
  nn: 1,
  action: 'onboard',
  at,
  before: '',
  after: '',
  undo: 'oneWay',
});

it.each([
  [29, false, 'waiting'],
  [30, true, 'lookAgain'],
])('%i minutes after onboarding the wait is overdue: %s', (minutes, overdue, state) => {
  const assessment = waiting(minutes);
  expect(cloudWait(assessment)).toEqual({ waitedMs: minutes * minute, overdue });
  // It can be handed over all the same: nothing here failed.
  expect(progress(assessment).onboard).toMatchObject({ state, blocker: null });
});

it('counts from the last onboarding, and from the ledger where the events have gone', () => {
  const events = [90, 10].map((ago) => ({
    log: 'onboarding' as const,
    id: 20,
    level: 'information' as const,
    at: base.readAt - ago * minute,
    text: '',
  }));
  expect(cloudWait(waiting(90, { events }))).toEqual({ waitedMs: 10 * minute, overdue: false });
  // The ledger is dated by this computer, which is 7 s behind the server.
  const changes = [onboarding(base.readAt - 40 * minute - 7000)];
  expect(cloudWait(waiting(0, { events: [], changes }))).toEqual({ waitedMs: 40 * minute, overdue: true });
  const unsaid = { waitedMs: null, overdue: true };
  expect(cloudWait(waiting(0, { events: [] }))).toEqual(unsaid);
  // What else the sensor wrote, and what else was changed, is no onboarding.
  const starts: EventFact = { log: 'sense', id: 1, level: 'information', at: base.readAt, text: '' };
  const mode = { ...onboarding(base.readAt), action: 'set-mode' };
  expect(cloudWait(waiting(0, { events: [starts], changes: [mode] }))).toEqual(unsaid);
});

it('is none in contact, before onboarding, and where nothing was read', () => {
  expect(cloudWait(assess({ ...aView(), facts: null, factsAt: null }, [], base.readAt))).toBeNull();
  expect(cloudWait(waiting(90, { connected: true }))).toBeNull();
  expect(cloudWait(assess(aView(), [], base.readAt))).toBeNull();
});
