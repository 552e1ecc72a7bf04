import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebPlatform } from '../../../../main/web/platform';
import { createDownloadWatch, watchAtRest } from '../../../../main/packages/downloadWatch';
import { createSession, type SessionStore } from '../../../../main/session';
import { emptyDesk } from '../../../../shared/bridge/logs';
import { emptyFleet } from '../../../../shared/bridge/fleet';
import { emptySites } from '../../../../shared/bridge/site';
import { emptyToolFolders } from '../../../../shared/model/toolFolder';
import { defaultSettings } from '../../../../shared/model/settings';
import { emptyQueue } from '../../../../shared/model/servers/queue';
import type { Package } from '../../../../shared/model/packages';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { Walker } from '../../app/walker';
import { HandClock } from './downloadClock';

let box: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-carrier-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

describe('the loopback carrier', () => {
  it('offers no public download, and starts none by its id', async () => {
    const walker = await Walker.start(join(box, 'data'));
    expect(walker.session?.downloads).toEqual([]);
    expect(await walker.refused('startDownload', { id: 'platformUpdate' })).toBe('input.invalid');
    await walker.app.close();
  });

  it('watches no folder unless its launcher named one, and lets no request name another', async () => {
    const walker = await Walker.start(join(box, 'data'));
    expect(walker.session?.watch.folder).toBeNull();
    const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
    expect(await walker.refused('watchDownloads', { to: targetId, on: true })).toBe('target.notAllowed');
    expect(await walker.refused('pickDownloadFolder', {})).toBe('target.notAllowed');
    const named = { to: targetId, on: true, folder: '/etc' };
    expect(await walker.refused('watchDownloads', named)).toBe('input.invalid');
    await walker.app.close();
  });

  it('watches the folder that its launcher named until it is told to stop', async () => {
    const platform = createWebPlatform(box, 'en-GB', join(box, 'data'));
    const walker = await Walker.start(join(box, 'data'), { platform });
    const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
    await walker.ask('watchDownloads', { to: targetId, on: true });
    const { watch } = await walker.ask('getSession', {});
    expect(watch).toMatchObject({ folder: join(box, 'data'), state: 'watching', practice: true });
    expect(watch.until).toBeGreaterThan(Date.now());
    await walker.ask('watchDownloads', { to: targetId, on: false });
    expect((await walker.ask('getSession', {})).watch).toMatchObject({ state: 'off', until: null });
    await walker.app.close();
  });
});

describe('the watch of the wizard', () => {
  let session: SessionStore;
  let clock: HandClock;
  const open = (folder: string | null, added: Package[] = []) => {
    clock = new HandClock();
    session = createSession({
      settings: defaultSettings,
      targets: [],
      queues: { practice: emptyQueue, real: emptyQueue },
      rounds: { practice: null, real: null },
      libraries: { real: [], practice: [] },
      refused: [],
      downloads: [],
      watch: watchAtRest(folder),
      logs: emptyDesk({ offsetMinutes: 60, of: null }),
      sites: emptySites(true),
      toolFolder: emptyToolFolders,
      fleet: emptyFleet,
      notices: [],
    });
    const given: [string, string][] = [];
    const watch = createDownloadWatch({
      folder,
      session,
      clock,
      take: async (to, path) => {
        given.push([to, await readFile(path, 'utf8')]);
        return { added, refused: [] };
      },
    });
    return { watch, given };
  };
  const here = { to: 'local', library: 'real' } as const;
  const there = { to: 'practice-2019-fresh', library: 'practice' } as const;
  const put = (name: string) => copyFile(import.meta.filename, join(box, name));

  it('gives what arrives for the server that was asked for, and says when its library took it', async () => {
    const { watch, given } = open(box);
    await watch.turn(there);
    await put('md4ws.msi');
    await clock.moveAndWait(1000);
    expect(session.get().watch.arriving).toEqual(['md4ws.msi']);
    await clock.moveAndWait(1000);
    expect(given.map(([targetId]) => targetId)).toEqual(['practice-2019-fresh']);
    expect(session.get().watch.practice).toBe(true);
    expect(session.get().watch).toMatchObject({
      arriving: [],
      offered: [{ name: 'md4ws.msi', taken: false }],
    });
    await watch.close();
    expect(clock.idle).toBe(true);
  });

  it('keeps the last ten in view, the newest first, and each name once', async () => {
    const { watch, given } = open(box, [anOnboardingPackage()]);
    await watch.turn(here);
    const write = (name: string, text = name) => writeFile(join(box, name), text);
    const look = async () => {
      for (let at = 0; at < 2; at += 1) await clock.moveAndWait(1000);
      return session.get().watch.offered;
    };
    for (let at = 0; at < 11; at += 1) await write(`install${String(at)}.ps1`);
    const names = (await look()).map(({ name }) => name);
    const newestFirst = given.map(([, name]) => name).reverse();
    expect([newestFirst.length, names]).toEqual([11, newestFirst.slice(0, 10)]);
    const oldest = names.at(-1) ?? '';
    await write(oldest, 'another text');
    const offered = await look();
    expect(offered.map(({ name }) => name)).toEqual([oldest, ...names.slice(0, 9)]);
    expect(offered[0]).toEqual({ name: oldest, at: clock.now(), taken: true });
    const [, second = ''] = offered.map(({ name }) => name);
    await write(second, 'another text');
    expect((await look()).map(({ name }) => name)).toEqual([second, oldest, ...names.slice(1, 9)]);
    await watch.close();
  });

  it('says until when it watches, and begins with nothing in view', async () => {
    const { watch } = open(box);
    const began = clock.now();
    await watch.turn(here);
    const resting = { folder: box, arriving: [], offered: [] };
    const watching = { ...resting, state: 'watching', practice: false, until: began + 30 * 60 * 1000 };
    expect(session.get().watch).toEqual(watching);
    await put('md4ws.msi');
    await clock.moveAndWait(1000);
    expect(session.get().watch.arriving).toEqual(['md4ws.msi']);
    await watch.turn(null);
    expect(session.get().watch).toEqual({ ...watching, state: 'off', until: null });
    await watch.turn(there);
    expect(session.get().watch).toMatchObject({ ...resting, state: 'watching', practice: true });
    await watch.close();
  });

  it('watches nothing where there is no folder, and stays as it is where it was off', async () => {
    const { watch } = open(null);
    await expect(watch.turn(here)).rejects.toThrow('target.notAllowed');
    await watch.turn(null);
    expect(session.get().watch).toEqual(watchAtRest(null));
  });

  it('says that its time is up', async () => {
    const { watch } = open(box);
    await watch.turn(here);
    await clock.moveAndWait(30 * 60 * 1000);
    await clock.moveAndWait(1000);
    expect(session.get().watch).toMatchObject({ state: 'timeUp', until: null });
    await watch.close();
    expect(session.get().watch.state).toBe('timeUp');
  });

  it('says that the folder cannot be read, at the start and later', async () => {
    const { watch } = open(join(box, 'absent'));
    await watch.turn(here);
    expect(session.get().watch).toMatchObject({ state: 'folderGone', until: null });
  });

  it('ends when another folder is chosen, and watches that one only when it is told to', async () => {
    const { watch, given } = open(box);
    await watch.turn(here);
    const other = await mkdtemp(join(tmpdir(), 'gangway-other-'));
    await watch.choose(other);
    expect(session.get().watch).toMatchObject({ folder: other, state: 'off' });
    await put('md4ws.msi');
    await clock.moveAndWait(5000);
    expect([given, clock.idle]).toEqual([[], true]);
    await rm(other, { recursive: true });
  });

  it('leaves one watch behind however often it is turned on', async () => {
    const { watch, given } = open(box);
    await Promise.all([watch.turn(here), watch.turn(here), watch.turn(here)]);
    await put('md4ws.msi');
    for (let at = 0; at < 3; at += 1) await clock.moveAndWait(1000);
    expect(given).toHaveLength(1);
    await watch.close();
  });
});
