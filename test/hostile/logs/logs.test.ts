import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDeskApart, type DeskApart } from '../../../main/logs/apart';
import { limits } from '../../../main/logs/limits';
import type { LogsDesk } from '../../../shared/bridge/logs';
import { randomOf, seed } from '../seed';
import { underWatch } from '../watch';
import { attacks } from './attacks';
import { builtReader } from './builtReader';

let box: string;
let desk: DeskApart;
let view: LogsDesk | null = null;
beforeAll(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-hostile-logs-'));
  process.stdout.write(`hostile logs: GANGWAY_SEED=${String(seed)}\n`);
  desk = createDeskApart({ file: await builtReader(), tell: (next) => (view = next) });
});
afterAll(async () => {
  await desk.close();
  await rm(box, { recursive: true, force: true });
});

const nobody = { accounts: ['jane.doe'], domains: ['contoso.com'], servers: ['NORD-FS03'], tenants: [] };

/** Gives a path to the desk, asks for what a page would, and says what it cost. */
async function read(path: string) {
  const began = performance.now();
  const { strain } = await underWatch(async () => {
    await desk.add([{ kind: 'path', path }]);
    const wish = { from: null, to: null, files: [], levels: [], words: 'x' };
    await desk.ask.getLogLines({ ...wish, offset: 0, limit: 100 });
    await desk.ask.getLogText({ file: 0, from: 1, limit: 100 });
    await desk.ask.getLogLanes({ ...wish, words: '', from: 0, to: 2_000_000_000_000, buckets: 100 });
    await desk.forSupport({ names: nobody, wish: { names: true, tenant: false } });
  });
  const seen = view;
  await desk.close();
  return { seen, strain, ms: performance.now() - began };
}

it.each(attacks.map(([what, make], index) => ({ what, make, index })))(
  'is read or refused, in bounded time and memory: $what',
  async ({ what, make, index }) => {
    const path = join(box, 'given.log');
    await writeFile(path, make(randomOf(seed + index)));
    const { seen, strain, ms } = await read(path);
    const said = `${what}: ${JSON.stringify(strain)}, ${Math.round(ms)} ms, ${JSON.stringify(seen?.files.slice(0, 3))}`;
    expect(seen?.state, said).toBe('read');
    expect(seen?.files.length, said).toBeGreaterThan(0);
    expect(seen?.files.length, said).toBeLessThanOrEqual(limits.files);
    // The thread was never lost: each file has its own answer.
    expect(
      seen?.files.some(({ refusal }) => refusal === 'notExamined'),
      said,
    ).toBe(false);
    expect(strain.blockedMs, said).toBeLessThan(80);
    expect(strain.grownMegabytes, said).toBeLessThan(900);
    expect(ms, said).toBeLessThan(20_000);
  },
  60_000,
);

it('reads the last part of a file of two gigabytes, and says so', async () => {
  const path = join(box, 'large.log');
  const file = await open(path, 'w');
  await file.truncate(2 * 1024 ** 3);
  const end = Buffer.alloc(4 * 1024 * 1024, 'MSI (s) (F8:08) [14:12:24:481]: a\r\n');
  // A hole costs no disk. Its zeros are no text, so the whole part is refused, in a moment.
  await file.write(end, 0, end.length, 2 * 1024 ** 3 - end.length);
  await file.close();
  const { seen, ms } = await read(path);
  expect(seen?.files).toMatchObject([{ refusal: 'binary', bytes: limits.fileBytes }]);
  expect(ms).toBeLessThan(20_000);
  await rm(path);
}, 60_000);

it('follows no link, and ends in a folder that holds itself', async () => {
  const folder = join(box, 'folder');
  await mkdir(join(folder, 'a/b/c/d/e/f/g/h/i/j/k'), { recursive: true });
  await symlink(folder, join(folder, 'a/self'));
  await symlink('/dev/zero', join(folder, 'endless.log'));
  await writeFile(join(folder, 'a/b/c/d/e/f/g/h/i/j/k/deep.log'), 'x');
  const { seen } = await read(folder);
  expect(seen?.files.map(({ name, refusal }) => [name, refusal])).toEqual([
    ['a/b/c/d/e/f/g/h/i', 'tooMany'],
    ['a/self', 'link'],
    ['endless.log', 'link'],
  ]);
});
