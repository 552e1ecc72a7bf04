import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { disk } from '../fakes/faultyFiles';
import { Walker } from '../unit/app/walker';
import { SiteStage } from '../unit/site/siteStage';
import { createWebPlatform } from '../../main/web/platform';

vi.mock('node:fs/promises', async (original) =>
  (await import('../fakes/faultyFiles')).watched(await original<object>()),
);

let place = '';
let site: SiteStage | null = null;
afterEach(async () => {
  disk.before = () => undefined;
  await site?.stop();
  rmSync(place, { recursive: true, force: true });
});

const changes = /^(?:mkdir|open|rename|rm|copyFile|writeFile|handle\.(?:write|writeFile|sync|close))$/;

/** The files of a library on the disk that its records tell of, each only where its bytes are those of its name. */
const wholeIn = (folder: string, shas: readonly string[]): string[] =>
  shas.filter((sha256) => {
    const own = join(folder, 'library', 'practice', sha256);
    return readdirSync(own).some(
      (name) =>
        createHash('sha256')
          .update(readFileSync(join(own, name)))
          .digest('hex') === sha256,
    );
  });

it('[row 230] the app killed at any write while the library is filled from a kit: each file is there whole or not, and filling goes on', async () => {
  place = mkdtempSync(join(tmpdir(), 'gangway-fill-'));
  const office = await SiteStage.start();
  await office.bring(['onboarding', 'installScript', 'updateUcrt']);
  await office.change({ kind: 'profile', family: '2012r2', count: 1 });
  await office.write('folder', true);
  await office.stop(false);
  site = await SiteStage.start(office.place);
  const { folder } = site.walker;
  const files = (await site.open()).opened?.files.filter(({ kind }) => kind !== 'page') ?? [];
  expect(files).toHaveLength(3);
  const copies: string[] = [];
  let last = '';
  disk.before = ({ name, path }) => {
    if (!path.startsWith(join(folder, 'library')) || !changes.test(name)) return;
    const now = readdirSync(join(folder, 'library'), { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((one) => `${one} ${statSync(one).size}`)
      .join('\n');
    if (now === last) return;
    last = now;
    copies.push(join(place, String(copies.length)));
    cpSync(folder, copies.at(-1) ?? '', { recursive: true });
  };
  expect((await site.fill()).opened?.filled).toEqual({ added: 3, there: 0, refused: [] });
  disk.before = () => undefined;
  expect(copies.length).toBeGreaterThan(6);
  const counts = new Set<number>();
  for (const [index, copy] of copies.entries()) {
    const platform = { ...createWebPlatform(copy, 'en-US'), carrier: 'electron' as const };
    const again = await Walker.start(copy, { platform });
    const listed = async () =>
      (await again.ask('getSession', {})).libraries.practice.map(({ sha256 }) => sha256).sort();
    const before = await listed();
    counts.add(before.length);
    expect([index, wholeIn(copy, before)]).toEqual([index, before]);
    const idle = () => expect.poll(async () => (await again.ask('getSession', {})).sites.work).toBeNull();
    await again.ask('openSite', { path: site.folder });
    await idle();
    await again.ask('fillFromSite', {});
    await idle();
    const { opened } = (await again.ask('getSession', {})).sites;
    expect([index, opened?.filled]).toEqual([
      index,
      { added: 3 - before.length, there: before.length, refused: [] },
    ]);
    expect(await listed()).toEqual(files.map(({ sha256 }) => sha256).sort());
    await again.stop(true);
  }
  expect([...counts].sort()).toEqual([0, 1, 2, 3]);
});
