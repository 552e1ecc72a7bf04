import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lockFolder, type FolderLock, type LockOptions } from '../../../main/disk/folderLock';
import { disk, systemError } from '../../fakes/faultyFiles';

vi.mock('../../../main/disk/files', async (original) =>
  (await import('../../fakes/faultyFiles')).watched(await original<object>()),
);

let folder = '';
let locks: FolderLock[] = [];
const lost: string[] = [];
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-lock-'));
  locks = [];
  lost.length = 0;
});
afterEach(async () => {
  disk.before = () => undefined;
  for (const lock of locks) await lock.release();
  rmSync(folder, { recursive: true, force: true });
});

const take = async (options: Partial<LockOptions> = {}, where = folder): Promise<FolderLock> => {
  const lock = await lockFolder(where, { onLost: (holder) => lost.push(holder), beatMs: 10, ...options });
  locks.push(lock);
  return lock;
};

/** Leaves a lock as another process would, `ageMs` ago. */
function leave(holder: Partial<Record<'pid' | 'computer' | 'nonce', unknown>>, ageMs: number): void {
  const whole = { nonce: 'other', pid: 4242, computer: hostname(), account: 'anna', since: 0, ...holder };
  writeFileSync(at('lock'), JSON.stringify(whole));
  const when = new Date(Date.now() - ageMs);
  utimesSync(at('lock'), when, when);
}

const alive = { isAlive: () => true };
const dead = { isAlive: () => false };
const second = 1000;
const minute = 60 * second;

it('[row 81] refuses the second one with who has the folder, and lets it in after the first', async () => {
  const first = await take();
  const refused = {
    code: 'data.inUse',
    detail: expect.stringContaining(`${hostname()}, ${String(process.pid)}, `),
  };
  await expect(take()).rejects.toMatchObject(refused);
  symlinkSync(folder, `${folder}-link`);
  await expect(take({}, `${folder}-link`)).rejects.toMatchObject(refused);
  rmSync(`${folder}-link`);
  await first.release();
  await (await take()).release();
  expect(readdirSync(folder)).toEqual([]);
});

it('[row 81] twenty at the same moment: one gets it', async () => {
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => take()));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it.each([
  ['a living process of this computer', {}, 0, alive, 'refused'],
  ['one that was silent for half a minute less a bit', {}, 25 * second, alive, 'refused'],
  ['one that was silent for longer: its number was given away', {}, 35 * second, alive, 'taken'],
  ['one that is known dead', {}, 0, dead, 'taken'],
  ['our own number from before a restart of the computer', { pid: process.pid }, 0, alive, 'taken'],
  ['another computer, whose processes nobody knows', { computer: 'FAR' }, 2 * minute, dead, 'refused'],
  ['another computer, silent for longer than clocks differ', { computer: 'FAR' }, 7 * minute, alive, 'taken'],
  ['a clock that is ahead', {}, -2 * minute, alive, 'refused'],
])('[row 82] %s', async (_case, holder, ageMs, options, outcome) => {
  leave(holder, ageMs);
  const taking = take(options);
  if (outcome === 'refused') await expect(taking).rejects.toMatchObject({ code: 'data.inUse' });
  else await taking;
  expect(readFileSync(at('lock'), 'utf8').includes('anna')).toBe(outcome === 'refused');
});

it('[row 82] takes over at once from a process that was really there and ended', async () => {
  leave({ pid: spawnSync(process.execPath, ['--version']).pid }, 0);
  await lockFolder(folder, { onLost: () => undefined }).then((lock) => locks.push(lock));
});

it('[row 82] a torn lock may be written just now, and is taken over after its silence', async () => {
  writeFileSync(at('lock'), '{"non');
  await expect(take(dead)).rejects.toMatchObject({ code: 'data.inUse', detail: '' });
  utimesSync(at('lock'), new Date(0), new Date(0));
  await take(dead);
});

it('[row 82] of several that find a dead lock, one gets it', async () => {
  leave({}, 0);
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => take(dead)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(['lock']);
});

it('writes a sign of life, and says once that another process took the folder', async () => {
  const clock = { now: Date.now() };
  await take({ now: () => clock.now });
  const text = readFileSync(at('lock'), 'utf8');
  clock.now += minute;
  await vi.waitFor(() => expect(statSync(at('lock')).mtimeMs).toBeCloseTo(clock.now, -1));
  const later = { ...alive, now: () => clock.now + 20 * second };
  await expect(take(later)).rejects.toMatchObject({ code: 'data.inUse' });
  expect(readFileSync(at('lock'), 'utf8')).toBe(text);
  leave({}, 0);
  await vi.waitFor(() => expect(lost).toHaveLength(1));
  expect(lost[0]).toContain('anna');
  await locks[0]?.release();
  expect(readFileSync(at('lock'), 'utf8')).toContain('anna');
});

it('makes its lock again where somebody tidied it away', async () => {
  await take();
  rmSync(at('lock'));
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual(['lock']));
  expect(lost).toEqual([]);
});

it('[row 83] opens where the disk refuses, and takes the lock as soon as it does not', async () => {
  disk.before = ({ name, path }) => {
    if (name === 'open' && path.endsWith('lock')) throw systemError('ENOSPC');
  };
  await take();
  expect(readdirSync(folder)).toEqual([]);
  disk.before = () => undefined;
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual(['lock']));
});

it('[row 83] gives the folder up when another process came first while the disk refused', async () => {
  disk.before = () => {
    throw systemError('EIO');
  };
  await take(alive);
  leave({}, 0);
  disk.before = () => undefined;
  await vi.waitFor(() => expect(lost).toHaveLength(1));
});
