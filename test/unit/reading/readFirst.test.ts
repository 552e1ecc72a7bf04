import { rm } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import type { TargetView } from '../../../shared/bridge/session';
import { Walker } from '../app/walker';

let walker: Walker;
afterEach(async () => {
  await walker.app.close();
  await rm(walker.folder, { recursive: true });
});

async function add(machine: string): Promise<string> {
  walker = await Walker.start();
  return (await walker.ask('addTarget', { kind: 'practice', machine })).targetId;
}
async function look(targetId: string): Promise<TargetView> {
  walker.session = await walker.ask('getSession', {});
  return walker.view(targetId);
}

it('a server of the network is climbed to before it is read for the first time', async () => {
  const targetId = await add('network-fresh');
  await walker.ask('readFacts', { targetId });
  const view = await look(targetId);
  expect(view.connectedAt).not.toBeNull();
  expect(view.rungs.every(({ state }) => state === 'done')).toBe(true);
  expect(view.facts?.computer.name).toBe('PRACTICE-APP11');
});

it.each([
  ['network-stale', 'target.wrongMachine'],
  ['network-certificate', 'target.badCertificate'],
  ['network-firewall', 'target.portClosed'],
  ['network-unknown', 'target.unknownName'],
  ['network-workgroup', 'target.notTrusted'],
])('nothing is read of %s: %s is said instead', async (machine, code) => {
  const targetId = await add(machine);
  expect(await walker.refused('readFacts', { targetId })).toBe(code);
  const view = await look(targetId);
  expect(view).toMatchObject({ facts: null, connectedAt: null, busy: 'idle', readFailure: { code } });
});

it('without the password nobody signs in, however often somebody reads again', async () => {
  const targetId = await add('network-password');
  const account = { kind: 'named', userName: 'PRACTICE\\server-admin' } as const;
  await walker.decide(targetId, { kind: 'chooseAccount', account });
  for (const _ of [1, 2]) {
    expect(await walker.refused('readFacts', { targetId })).toBe('credential.needed');
    const view = await look(targetId);
    expect(view.rungs.find(({ failure }) => failure !== null)?.id).toBe('signIn');
    expect(view.facts).toBeNull();
  }
  await walker.ask('askCredential', { targetId, practiceUser: account.userName });
  await walker.ask('readFacts', { targetId });
  expect(await look(targetId)).toMatchObject({ readFailure: null, facts: { computer: {} } });
});

it('facts stay with their age when another way is chosen that does not lead there', async () => {
  const targetId = await add('network-password');
  await walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE\\server-admin' });
  await walker.ask('readFacts', { targetId });
  const before = await look(targetId);
  await walker.decide(targetId, { kind: 'chooseAccount', account: { kind: 'me' } });
  expect(await walker.refused('readFacts', { targetId })).toBe('target.accessDenied');
  expect((await look(targetId)).factsAt).toBe(before.factsAt);
  await walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE\\server-admin' });
  await walker.ask('connect', { targetId });
  expect((await look(targetId)).readFailure).toBeNull();
});

it('a later start knows when a server was read last, and claims nothing of what was read', async () => {
  const targetId = await add('2019-fresh');
  expect((await look(targetId)).lastReadAt).toBeUndefined();
  await walker.ask('readFacts', { targetId });
  const { factsAt } = await look(targetId);
  await walker.app.close();
  walker = await Walker.start(walker.folder);
  const view = await look(targetId);
  expect(view).toMatchObject({ lastReadAt: factsAt, facts: null, factsAt: null });
  await walker.ask('forgetTarget', { targetId });
  await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
  expect((await look(targetId)).lastReadAt).toBeUndefined();
});
