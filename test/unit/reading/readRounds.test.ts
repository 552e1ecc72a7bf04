import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Lan } from '../../fakes/lan';
import { gate } from '../app/stage';
import { Walker } from '../app/walker';

let walker: Walker;
afterEach(() => walker.stop());

const add = async (...machines: readonly string[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const machine of machines)
    ids.push((await walker.ask('addTarget', { kind: 'practice', machine })).targetId);
  return ids;
};

/** Waits until the round is over, and answers each server with how it ended. */
async function results(kind: 'practice' | 'real'): Promise<Record<string, string>> {
  walker.session = await walker.ask('getSession', {});
  const round = () => walker.session?.rounds[kind] ?? null;
  const first = walker.session.targets[0]?.target.id ?? '';
  await walker.until(first, 'read all', () => round()?.endedAt !== null);
  const entries = round()?.entries ?? [];
  return Object.fromEntries(
    entries.map(({ targetId, state, why, failure }) => [
      targetId,
      [state, why ?? failure?.code].filter(Boolean).join(' '),
    ]),
  );
}

describe('one press that reads a whole list', () => {
  it('reads what can be read, tries no account whose password is not there, and says of each what came of it', async () => {
    walker = await Walker.start();
    const ids = await add('2019-fresh', '2016-trellix', 'network-firewall', 'network-password');
    const account = { kind: 'named', userName: 'PRACTICE\\server-admin' } as const;
    await walker.decide('practice-network-password', { kind: 'chooseAccount', account });
    await walker.ask('readMany', { practice: true, targetIds: ids });
    expect(await walker.refused('readMany', { practice: true, targetIds: ids })).toBe('step.blocked');
    expect(await results('practice')).toEqual({
      'practice-2019-fresh': 'read',
      'practice-2016-trellix': 'read',
      'practice-network-firewall': 'failed target.portClosed',
      'practice-network-password': 'left password',
    });
    expect(walker.view('practice-2016-trellix').facts).not.toBeNull();
    // Nobody knocked there: not even its name was asked for.
    const left = walker.view('practice-network-password');
    expect(left.rungs.every(({ state }) => state === 'ahead')).toBe(true);
    await walker.ask('askCredential', {
      targetId: 'practice-network-password',
      practiceUser: account.userName,
    });
    await walker.ask('readMany', { practice: true, targetIds: ['practice-network-password'] });
    expect(await results('practice')).toEqual({ 'practice-network-password': 'read' });
  });

  it('reads no server of the other kind, nor one that is not there', async () => {
    walker = await Walker.start();
    const ids = await add('2019-fresh');
    expect(await walker.refused('readMany', { practice: false, targetIds: ids })).toBe('input.invalid');
    expect(await walker.refused('readMany', { practice: true, targetIds: [...ids, 'local'] })).toBe(
      'input.invalid',
    );
    expect((await walker.ask('getSession', {})).rounds).toEqual({ practice: null, real: null });
  });
});

describe('a list of real servers with one account', () => {
  const userName = 'CONTOSO\\ada';
  const eight = Array.from({ length: 8 }, (_, n) => `nord-fs0${n + 1}`);
  async function open(lan: Lan): Promise<string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'gangway-round-'));
    walker = await Walker.start(folder, {
      ...lan.options(folder),
      askCredential: () => Promise.resolve({ userName, ciphertext: 'wrong' }),
    });
    const ids: string[] = [];
    for (const address of eight)
      ids.push((await walker.ask('addTarget', { kind: 'remote', address })).targetId);
    walker.session = await walker.ask('getSession', {});
    return ids;
  }

  it('tries a wrong password once, and leaves the other servers out', async () => {
    const lan = new Lan();
    const ids = await open(lan);
    for (const targetId of ids)
      await walker.decide(targetId, { kind: 'chooseAccount', account: { kind: 'named', userName } });
    await walker.ask('askCredential', { targetId: ids[0] ?? '' });
    await walker.ask('readMany', { practice: false, targetIds: ids });
    const ends = Object.values(await results('real'));
    expect(ends.filter((end) => end === 'failed target.signInRefused')).toHaveLength(1);
    expect(ends.filter((end) => end === 'left password')).toHaveLength(7);
    expect(lan.attempts).toHaveLength(1);
  });

  it('can be stopped: what waits is not begun', async () => {
    const lan = new Lan();
    const ids = await open(lan);
    const held = gate();
    lan.gate = held.waits;
    await walker.ask('readMany', { practice: false, targetIds: ids });
    await walker.until(ids[0] ?? '', 'at work', () => lan.atOnce === 4);
    await walker.ask('stopReadMany', { practice: false });
    held.open();
    const ends = await results('real');
    expect(Object.values(ends).filter((end) => end === 'left stopped').length).toBeGreaterThanOrEqual(4);
    expect(lan.attempts).toHaveLength(4);
  });
});
