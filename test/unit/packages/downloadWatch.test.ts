import { mkdir, mkdtemp, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchFolder, type FolderWatch } from '../../../main/packages/watch/watchFolder';
import { HandClock } from './download/downloadClock';

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
  /** What is done with a whole file while the watch waits. */
  type Take = (path: string, name: string) => Promise<unknown>;
  async function begin(take: Take = () => Promise.resolve()): Promise<void> {
    watch = await watchFolder({
      folder: box,
      clock,
      everyMs,
      limitMs,
      onArriving: (names) => arriving.push([...names]),
      onWhole: async (path, name) => {
        whole.push(name);
        await take(path, name);
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

  it('hands over the path, and takes no folder for a file', async () => {
    const paths: string[] = [];
    await begin(async (path) => paths.push(path));
    await mkdir(join(box, 'md4ws.msi'));
    await put('md4ws (1).msi');
    for (let at = 0; at < 2; at += 1) await look();
    expect(paths).toEqual([join(box, 'md4ws (1).msi')]);
  });

  describe('with two files that are whole at once', () => {
    const two = ['install.ps1', 'md4ws.msi'];
    const other = (name: string) => join(box, two.find((one) => one !== name) ?? '');
    /** Both were seen once; the next look finds them whole. */
    async function seenOnce(take: Take): Promise<void> {
      await begin(take);
      for (const name of two) await put(name);
      await look();
    }

    it.each<[string, Take]>([
      ['grew', (path) => writeFile(path, 'more than was seen')],
      ['was written anew', (path) => utimes(path, new Date(0), new Date(0))],
    ])('waits for one that %s since the look', async (_name, change) => {
      await seenOnce((_path, name) => (whole.length === 1 ? change(other(name), '') : Promise.resolve()));
      await put('updateplatform.exe');
      await look();
      const [taken = ''] = whole;
      const late = two.find((name) => name !== taken);
      expect([whole, arriving.at(-1)]).toEqual([[taken], [late, 'updateplatform.exe'].sort()]);
      await look();
      await look();
      expect([whole.slice(1).sort(), arriving.at(-1)]).toEqual([[late, 'updateplatform.exe'].sort(), []]);
    });

    it('goes on where one of them is gone', async () => {
      await seenOnce((_path, name) => rm(other(name)));
      await look();
      await look();
      expect([whole.length, arriving.at(-1), ends]).toEqual([1, [], []]);
    });

    it.each([
      ['while the first is taken', 0],
      ['while the second is looked at', 20],
    ])('takes the second no more when it is stopped %s', async (_name, turns) => {
      let stopped: Promise<void> | undefined;
      const stopSoon = async () => {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        stopped = watch?.stop();
      };
      await seenOnce(async () => void stopSoon());
      await look();
      await stopped;
      expect([stopped !== undefined, whole.length]).toEqual([true, 1]);
    });

    it('takes one after the other, and a stop waits for the one that is taken', async () => {
      let release: () => void = () => undefined;
      let reached: () => void = () => undefined;
      const there = new Promise<void>((resolve) => (reached = resolve));
      await seenOnce(() => {
        reached();
        return new Promise<void>((resolve) => (release = resolve));
      });
      const looked = look();
      await there;
      // Another look is due; it must not begin.
      clock.move(everyMs);
      for (let at = 0; at < 50; at += 1) await stat(box);
      expect(whole).toHaveLength(1);
      let over = false;
      const stopped = watch?.stop().then(() => (over = true));
      for (let at = 0; at < 5; at += 1) await stat(box);
      expect(over).toBe(false);
      release();
      await Promise.all([stopped, looked]);
      expect(whole).toHaveLength(1);
    });
  });

  it('looks until its time, and then no more', async () => {
    await begin();
    for (let at = everyMs; at < limitMs; at += everyMs) await look();
    expect(ends).toEqual([]);
    await look();
    expect(ends).toEqual(['timeUp']);
  });

  it('that was stopped does not end a second time', async () => {
    await begin();
    await rm(box, { recursive: true });
    const looked = look();
    await watch?.stop();
    await looked;
    expect(ends).toEqual([]);
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
