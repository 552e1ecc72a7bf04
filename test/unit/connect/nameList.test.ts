import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrustedHosts, trustedName, type TrustedHosts } from '../../../main/connect/trustedHosts';
import type { Shell } from '../../../main/shell/shell';
import { GangwayError } from '../../../shared/errors';

let folder = '';
let clock = 0;
const changes: string[] = [];
let lists: Record<string, string> = {};
let names: TrustedHosts;
/** What happens in place of an operation on a list. */
let instead: Record<string, () => unknown> = {};

/** One TrustedHosts: this computer's for all real servers, a practice server's own for that one. */
const listOf = (targetId: string): Promise<Pick<Shell, 'run'>> => {
  const key = targetId.startsWith('practice') ? targetId : 'computer';
  const run = (operation: string, params: { name?: string; trusted?: boolean }) => {
    const before = lists[key] ?? '';
    const other = instead[operation];
    if (other !== undefined) return Promise.resolve().then(other);
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
  [lists, clock, instead] = [{ computer: 'other' }, 0, {}];
  changes.length = 0;
  names = await open();
});
const open = () =>
  openTrustedHosts({
    dataFolder: folder,
    onQuarantine: () => undefined,
    listOf,
    onChange: (targetId) => changes.push(targetId),
    now: () => (clock += 1),
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

it('leaves a name to the program that added it a moment before', async () => {
  await names.add('b', 'own');
  instead = { 'Set-TrustedHost': () => ({ changed: false, before: 'other,srv', after: 'other,srv' }) };
  expect(await names.add('a', 'srv')).toBe(false);
  expect([names.of('a'), names.of('b')?.name, changes.at(-1)]).toEqual([null, 'own', 'a']);
});

it.each([
  ['that is not on the list is not ours', () => ({ list: 'other' }), undefined],
  ['that is on the list all the same is ours to take out', () => ({ list: 'other,srv' }), 'srv'],
  [
    'of which nobody knows is ours to take out',
    () => Promise.reject(new GangwayError('shell.exited')),
    'srv',
  ],
])('a name that could not be added and %s', async (_, now, ours) => {
  await names.add('b', 'own');
  instead = {
    'Set-TrustedHost': () => {
      instead['Get-TrustedHost'] = now;
      throw new GangwayError('winrm.unchanged', 'why');
    },
  };
  await expect(names.add('a', 'srv')).rejects.toMatchObject({ code: 'winrm.unchanged', detail: 'why' });
  expect([names.of('a')?.name, names.of('b')?.name]).toEqual([ours, 'own']);
  expect(changes).toEqual(['b', 'a']);
});

it('keeps when a name went the first time, after it was needed a second time', async () => {
  await names.add('a', 'srv');
  await names.takeBack('a');
  await names.add('a', 'srv');
  await names.takeBack('a');
  expect(names.history('a').map(({ at, takenOutAt }) => [at, takenOutAt])).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('keeps the newest five hundred ends', async () => {
  const past = Array.from({ length: 500 }, (_, at) => ({ targetId: 'old', name: 'srv', at, takenOutAt: at }));
  await writeFile(join(folder, 'trusted-hosts.json'), JSON.stringify({ version: 1, added: [], past }));
  names = await open();
  await names.add('a', 'srv');
  await names.takeBack('a');
  expect([names.history('old').length, names.history('old')[0]?.at, names.history('a').length]).toEqual([
    499, 1, 1,
  ]);
});

it('says of a name that stays that the list is not as it was before', async () => {
  await names.add('a', 'srv');
  await names.add('b', 'two');
  // Somebody took the first one out by hand, and the service stopped for a moment.
  lists.computer = 'other,two';
  instead = {
    'Set-TrustedHost': () => {
      instead = {};
      throw new GangwayError('winrm.stopped');
    },
  };
  const left = [{ name: 'srv', code: 'winrm.stopped' }];
  expect(await names.takeBackAll()).toEqual({ out: ['two'], left, asBefore: false });
  expect(names.of('a')?.name).toBe('srv');
});

it.each([
  ['nord-fs03.contoso.lan', 'nord-fs03.contoso.lan'],
  ['192.0.2.71', '192.0.2.71'],
  ['2001:db8::1', '[2001:db8::1]'],
])('%s stands there as %s', (host, name) => {
  expect(trustedName(host)).toBe(name);
});

it.each(['*', '*.contoso.lan', 'a,b', '', '<local>'])('%j is no name of one server', (host) => {
  expect(() => trustedName(host)).toThrow('input.invalid');
});
