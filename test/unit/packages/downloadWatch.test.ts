import { mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchFolder, type FolderWatch } from '../../../main/packages/watch/watchFolder';
import { HandClock } from './downloadClock';

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
