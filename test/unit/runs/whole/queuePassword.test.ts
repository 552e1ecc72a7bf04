import { afterEach, expect, it } from 'vitest';
import type { QueueChange } from '../../../../shared/model/servers/queue';
import { at, atOnce, id, NetworkStage, type AccountName } from '../../../faults/networkStage';

let stage: NetworkStage | null = null;
afterEach(async () => {
  await stage?.remove();
  stage = null;
});

const queue = () => stage?.walker.session?.queues.practice ?? expect.unreachable();
const change = (what: QueueChange) => stage?.walker.ask('changeQueue', { practice: true, change: what });

/** A server of the network waits in the queue, and the app was closed and started again. */
async function waiting(account: AccountName): Promise<NetworkStage> {
  const open = (stage = await NetworkStage.open(account));
  const { walker } = open;
  const planHash = walker.assess(id).known?.planHash ?? '';
  await walker.ask('queuePlan', { journey: 'onboard', ...at, planHash, name: walker.view(id).target.name });
  await open.closeAndStart();
  await open.speed(atOnce);
  expect(queue().entries).toMatchObject([{ targetId: id, state: 'waiting', failure: null }]);
  return open;
}

it('a queue holds at a server whose password is gone: nothing is started, and it keeps its turn', async () => {
  const open = await waiting('PRACTICE\\server-admin');
  await change({ kind: 'start' });
  await open.until('held', () => queue().heldBy === id);
  expect(queue()).toMatchObject({
    going: false,
    entries: [{ state: 'waiting', runId: null, failure: { code: 'credential.needed' } }],
  });
  expect(await open.changes()).toEqual([]);
  await open.givePassword();
  await open.walker.ask('connect', at);
  // The password alone starts nothing.
  expect(await open.changes()).toEqual([]);
  await change({ kind: 'start' });
  await open.until('done', () => queue().entries[0]?.state === 'done');
  expect(queue().heldBy).toBeNull();
  expect(queue().entries[0]?.failure).toBeNull();
  expect(await open.changes()).toEqual(['Send-Package', 'Invoke-Onboarding']);
});

it('a queue goes on after a start with the account that runs Gangway, on one word', async () => {
  const open = await waiting('me');
  await change({ kind: 'start' });
  await open.until('done', () => queue().entries[0]?.state === 'done');
  expect(await open.changes()).toEqual(['Send-Package', 'Invoke-Onboarding']);
});
