import { mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrivalOf, compareLooks, isArrival, type Seen } from '../../../main/packages/watch/arrivals';
import { watchFolder, type FolderWatch } from '../../../main/packages/watch/watchFolder';
import { HandClock } from './downloadClock';

describe('names', () => {
  it.each([
    'md4ws.msi',
    'md4ws (1).msi',
    'WindowsDefenderATPOnboardingPackage.zip',
    'GatewayWindowsDefenderATPOnboardingPackage (2).zip',
    'WindowsDefenderATPOnboardingScript.cmd',
    'mdefordownlevelserver-main.zip',
    'Install.ps1',
    'UpdatePlatform.exe',
    'Windows8.1-KB2999226-x64.msu',
  ])('%s is looked at', (name) => {
    expect(isArrival(name)).toBe(true);
    expect(arrivalOf(`${name}.crdownload`)).toBe(name);
    expect(arrivalOf(`${name}.part`)).toBe(name);
  });

  it.each([
    'salaries.xlsx',
    'photo.zip',
    'setup.exe',
    'id_rsa',
    'x.cmd',
    'Unconfirmed 4711.crdownload',
    'md4ws.msi.txt',
    '',
  ])('%j is not', (name) => {
    expect(isArrival(name)).toBe(false);
    expect(arrivalOf(name)).toBeNull();
  });
});

describe('two looks', () => {
  const seen = (name: string, bytes: number, modifiedAt = 1): [string, Seen] => [
    name,
    { name, bytes, modifiedAt },
  ];
  const look = (before: [string, Seen][], now: [string, Seen][], known: [string, Seen][] = []) =>
    compareLooks(new Map(before), new Map(now), new Map(known));
  const msi = (bytes: number, at = 1) => seen('md4ws.msi', bytes, at);

  it.each([
    ['for the first time', [], [msi(10)], []],
    ['growing', [msi(10)], [msi(20)], []],
    ['as large as before but written again', [msi(10, 1)], [msi(10, 2)], []],
    ['empty, as Firefox makes it first', [msi(0)], [msi(0)], []],
    ['beside its part', [msi(10)], [msi(10), seen('md4ws.msi.part', 4)], []],
  ])('a file seen %s is waited for', (_name, before, now, known) => {
    expect(look(before, now, known)).toEqual({ whole: [], arriving: ['md4ws.msi'] });
  });

  it('a file that stays as it is, is whole', () => {
    expect(look([msi(10)], [msi(10)])).toEqual({ whole: [msi(10)[1]], arriving: [] });
  });

  it('a file that was there is no news until it is another one', () => {
    expect(look([msi(10)], [msi(10)], [msi(10)])).toEqual({ whole: [], arriving: [] });
    expect(look([msi(12, 5)], [msi(12, 5)], [msi(10)]).whole).toHaveLength(1);
  });
});

describe('the watch', () => {
  let box: string;
  let clock: HandClock;
  let watch: FolderWatch | null;
  let whole: string[];
  let arriving: string[][];
  let ends: string[];

  beforeEach(async () => {
    box = await mkdtemp(join(tmpdir(), 'gangway-watch-'));
    clock = new HandClock();
    [watch, whole, arriving, ends] = [null, [], [], []];
  });
  afterEach(async () => {
    await watch?.stop();
    await rm(box, { recursive: true, force: true });
  });

  const everyMs = 1000;
  const limitMs = 60_000;
  async function begin(): Promise<void> {
    watch = await watchFolder({
      folder: box,
      clock,
      everyMs,
      limitMs,
      onArriving: (names) => arriving.push([...names]),
      onWhole: async (_path, name) => {
        whole.push(name);
      },
      onEnd: (why) => ends.push(why),
    });
  }
  /** Lets the watch look once and waits until it has looked. */
  const look = () => clock.moveAndWait(everyMs);
  const put = (name: string, text = 'content') => writeFile(join(box, name), text);

  it('offers a new file once, after two looks', async () => {
    await begin();
    await put('md4ws.msi');
    await look();
    expect([whole, arriving]).toEqual([[], [['md4ws.msi']]]);
    await look();
    await look();
    expect([whole, arriving.at(-1)]).toEqual([['md4ws.msi'], []]);
  });

  it('leaves alone what was there, and what has another name', async () => {
    await put('md4ws.msi');
    await begin();
    await put('salaries.xlsx');
    for (let at = 0; at < 3; at += 1) await look();
    expect([whole, arriving]).toEqual([[], []]);
  });

  it('waits for the part of a browser, then takes the file under its name', async () => {
    await begin();
    await put('md4ws.msi.crdownload', 'half');
    for (let at = 0; at < 3; at += 1) await look();
    expect([whole, arriving]).toEqual([[], [['md4ws.msi']]]);
    await rename(join(box, 'md4ws.msi.crdownload'), join(box, 'md4ws.msi'));
    await look();
    await look();
    expect(whole).toEqual(['md4ws.msi']);
  });

  it('offers a file again that was downloaded anew under the same name', async () => {
    await begin();
    await put('md4ws.msi');
    await look();
    await look();
    await put('md4ws.msi', 'another content');
    await utimes(join(box, 'md4ws.msi'), new Date(), new Date(Date.now() + 5000));
    await look();
    await look();
    expect(whole).toEqual(['md4ws.msi', 'md4ws.msi']);
  });

  it('follows no link', async () => {
    await begin();
    await put('secret.txt');
    await symlink(join(box, 'secret.txt'), join(box, 'md4ws.msi'));
    for (let at = 0; at < 3; at += 1) await look();
    expect(whole).toEqual([]);
  });

  it('ends by itself at its time, once, and looks no more', async () => {
    await begin();
    await clock.moveAndWait(limitMs);
    await put('md4ws.msi');
    for (let at = 0; at < 3; at += 1) await look();
    expect([ends, whole, clock.idle]).toEqual([['timeUp'], [], true]);
  });

  it('ends where the folder goes away', async () => {
    await begin();
    await rm(box, { recursive: true });
    await look();
    expect([ends, clock.idle]).toEqual([['folderGone'], true]);
  });

  it('looks no more after it was stopped', async () => {
    await begin();
    await watch?.stop();
    expect(clock.idle).toBe(true);
    await put('md4ws.msi');
    await look();
    expect([whole, ends]).toEqual([[], []]);
  });

  it('cannot begin where there is no folder', async () => {
    await rm(box, { recursive: true });
    await expect(begin()).rejects.toThrow('ENOENT');
    expect(clock.idle).toBe(true);
  });
});
