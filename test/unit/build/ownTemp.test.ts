import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newIn, takeOwnTemp } from '../../../build/ownTemp.mjs';

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'place-'));
  vi.stubEnv('TMPDIR', place);
  vi.stubEnv('TEMP', place);
  vi.stubEnv('TMP', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(place, { recursive: true });
});

describe('a temporary folder of its own', () => {
  it('is what the process and its children take, until it is given back', () => {
    const temp = takeOwnTemp();
    expect(dirname(temp.folder)).toBe(place);
    expect([tmpdir(), process.env.TEMP, process.env.TMP]).toEqual([temp.folder, temp.folder, temp.folder]);

    expect(temp.giveBack()).toEqual([]);
    expect([tmpdir(), process.env.TEMP, process.env.TMP]).toEqual([place, place, undefined]);
    expect(existsSync(temp.folder)).toBe(false);
  });

  it('has a short name in another one, so that sockets fit', () => {
    const outer = takeOwnTemp();
    const inner = takeOwnTemp();
    expect(dirname(inner.folder)).toBe(outer.folder);
    expect(inner.folder.length - outer.folder.length).toBe(10);
    inner.giveBack();
    expect(tmpdir()).toBe(outer.folder);
    expect(outer.giveBack()).toEqual([]);
  });

  it('goes with what was forgotten in it, and says what that was; a socket of .NET may stay', () => {
    const temp = takeOwnTemp();
    mkdirSync(join(temp.folder, 'gangway-a/b'), { recursive: true });
    symlinkSync('..', join(temp.folder, 'gangway-a/b/up'), 'dir');
    writeFileSync(join(temp.folder, 'file.txt'), '');
    writeFileSync(join(temp.folder, 'clr-debug-pipe-1-2-in'), '');
    expect(temp.giveBack().sort()).toEqual(['file.txt', 'gangway-a (b)']);
    expect(existsSync(temp.folder)).toBe(false);
    expect(temp.giveBack()).toEqual([]);
  });

  const hoursAgo = (hours: number) => Date.now() / 1000 - hours * 3600;
  it.each([
    { name: 'gangway-temp-killed', age: 4, stays: false },
    { name: 'gangway-temp-atWork', age: 2, stays: true },
    { name: 'gangway-somethingElse', age: 4, stays: true },
    { name: 'of-another-program', age: 4, stays: true },
  ])('$name, changed $age hours ago: stays $stays', ({ name, age, stays }) => {
    mkdirSync(join(place, name));
    writeFileSync(join(place, name, 'file'), '');
    utimesSync(join(place, name), hoursAgo(age), hoursAgo(age));
    takeOwnTemp().giveBack();
    expect(existsSync(join(place, name))).toBe(stays);
  });
});

it('tells new entries apart: ours by name, those of another run at work, and those of an unknown owner', () => {
  for (const name of ['gangway-here', 'there.log']) mkdirSync(join(place, name));
  const before = readdirSync(place);
  for (const name of ['gangway-new', 'gangway-temp-atWork', 'new.log', 'CoreFxPipe_PSHost.1'])
    mkdirSync(join(place, name));
  expect(newIn(place, before)).toEqual({ ours: ['gangway-new'], others: ['new.log'] });
});
