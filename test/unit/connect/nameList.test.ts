import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrustedHosts, type TrustedHosts } from '../../../main/connect/trustedHosts';
import type { Shell } from '../../../main/shell/shell';

let folder = '';
let clock = 0;
const changes: string[] = [];
let lists: Record<string, string> = {};
let names: TrustedHosts;

/** One TrustedHosts: this computer's for all real servers, a practice server's own for that one. */
const listOf = (targetId: string): Promise<Pick<Shell, 'run'>> => {
  const key = targetId.startsWith('practice') ? targetId : 'computer';
  const run = (operation: string, params: { name?: string; trusted?: boolean }) => {
    const before = lists[key] ?? '';
    if (operation === 'Get-TrustedHost') return Promise.resolve({ list: before });
    const rest = before.split(',').filter((one) => one !== '' && one !== params.name);
    const after = [...rest, ...(params.trusted === true ? [params.name] : [])].join(',');
    lists[key] = after;
    return Promise.resolve({ changed: after !== before, before, after });
  };
  return Promise.resolve({ run: run as unknown as Shell['run'] });
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-names-'));
  [lists, clock] = [{ computer: 'other' }, 0];
  changes.length = 0;
  names = await openTrustedHosts({
    dataFolder: folder,
    onQuarantine: () => undefined,
    listOf,
    onChange: (targetId) => changes.push(targetId),
    now: () => (clock += 1),
  });
});
afterEach(() => rm(folder, { recursive: true }));

it('tells each server its own names, with the time at which the last entry of a name went', async () => {
  expect(await names.add('a', 'srv')).toBe(true);
  expect(await names.add('a', 'srv')).toBe(true);
  expect(await names.add('b', 'srv')).toBe(true);
  expect(await names.add('c', 'else')).toBe(true);
  expect(changes).toEqual(['a', 'b', 'c']);
  expect(lists.computer).toBe('other,srv,else');
  expect(names.of('b')).toEqual({ name: 'srv', before: 'other', at: 2 });

  await names.takeBack('a');
  expect(lists.computer).toBe('other,srv,else');
  expect(names.history('a')).toEqual([{ targetId: 'a', name: 'srv', at: 1, takenOutAt: null }]);
  await names.takeBack('c');
  expect(names.history('a')).toMatchObject([{ takenOutAt: null }]);
  expect(names.history('b')).toEqual([{ name: 'srv', at: 2, takenOutAt: null }]);
  await names.takeBack('b');
  expect(lists.computer).toBe('other');
  expect(names.history('a')).toMatchObject([{ name: 'srv', takenOutAt: 5 }]);
  expect(names.history('b')).toMatchObject([{ name: 'srv', at: 2, takenOutAt: 5 }]);
  expect(names.history('c')).toMatchObject([{ name: 'else', at: 3, takenOutAt: 4 }]);
});

it('keeps the list of a practice server apart from that of this computer', async () => {
  await names.add('practice-one', 'srv');
  await names.add('a', 'srv');
  expect(lists).toEqual({ computer: 'other,srv', 'practice-one': 'srv' });
  await names.takeBack('practice-one');
  expect(lists).toEqual({ computer: 'other,srv', 'practice-one': '' });
  await names.add('practice-two', 'two');
  expect(await names.takeBackAll()).toEqual({ out: ['srv'], left: [], asBefore: true });
  expect(lists).toEqual({ computer: 'other', 'practice-one': '', 'practice-two': '' });
});

it('leaves a name alone that Windows trusts already, spaces or not', async () => {
  lists.computer = 'other, SRV';
  expect(await names.add('a', 'srv')).toBe(false);
  expect([names.of('a'), changes, lists.computer]).toEqual([null, [], 'other, SRV']);
});
