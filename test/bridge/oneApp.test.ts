import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AppOptions } from '../../main/app';
import { openApp } from '../../main/openApp';
import { serve, type WebOptions } from '../../main/web/main';
import { createWebPlatform } from '../../main/web/platform';
import { GangwayError } from '../../shared/errors';
import { inspect } from '../../main/packages/inspection/inspect';
import { deskHere } from '../fakes/deskHere';
import { LoopbackPage } from './carriers';

let folder = '';
const closing: (() => Promise<void>)[] = [];
const practiceFolder = join(import.meta.dirname, '../../main/packages/practice');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-one-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (more: Partial<AppOptions> = {}) =>
  openApp(
    {
      dataFolder: join(folder, 'data'),
      practiceFolder,
      platform: createWebPlatform(folder, 'en-US'),
      inspection: inspect,
      logReader: deskHere,
      version: '1.2.3',
      ...more,
    },
    { beatMs: 10 },
  );
const begin = async (more: WebOptions = {}) => {
  const server = await serve({
    dataFolder: join(folder, 'data'),
    dist: join(import.meta.dirname, '../../dist'),
    ...more,
  });
  const page = await LoopbackPage.open(server.url, () => server.close());
  closing.push(() => page.close());
  return page;
};
const hello = { name: 'hello', input: {} };

it('[row 81] a second one on the same data says so on its page and does nothing else; the first goes on', async () => {
  const first = await begin();
  const second = await begin();
  const refused = { ok: false, error: { code: 'data.inUse', detail: expect.stringContaining(hostname()) } };
  for (const message of [
    hello,
    { name: 'getSession', input: {} },
    { name: 'addTarget', input: { kind: 'practice', machine: '2019-fresh' } },
  ])
    expect(await second.request(message)).toMatchObject(refused);
  expect(await first.request({ name: 'getSession', input: {} })).toMatchObject({
    ok: true,
    value: { targets: [] },
  });
});

it('[row 81] the next one opens once the first has closed', async () => {
  await (await start()).close();
  await (await start()).close();
});

it('[row 81] an app that does not come gives the folder free', async () => {
  const broken = () => {
    throw new Error('no clock');
  };
  await expect(start({ now: broken })).rejects.toThrow('no clock');
  await (await start()).close();
});

it('[row 82] says that another one took its folder, closes and sends nothing more', async () => {
  const app = await start();
  closing.push(() => app.close());
  const heard: unknown[] = [];
  app.subscribe((event) => heard.push(event));
  const other = { nonce: 'other', pid: process.ppid, computer: hostname(), account: 'anna', since: 0 };
  writeFileSync(join(folder, 'data', 'lock'), JSON.stringify(other));
  await vi.waitFor(async () =>
    expect(await app.dispatch(hello)).toMatchObject({ ok: false, error: { code: 'data.inUse' } }),
  );
  await vi.waitFor(() =>
    expect(heard.at(-1)).toMatchObject({
      session: { notices: [{ key: 'dataTaken', detail: expect.stringContaining('anna') }] },
    }),
  );
});

// `npm run lab` shows the scripts at work in this way. Practice servers in their place would look the same.
it('one in a browser opens the servers it is given, and no practice', async () => {
  const openShell = vi.fn(() => Promise.reject(new GangwayError('shell.missing')));
  const page = await begin({ openShell });
  await page.request({ name: 'addTarget', input: { kind: 'practice', machine: '2019-fresh' } });
  await page.request({ name: 'connect', input: { targetId: 'practice-2019-fresh' } });
  expect(openShell).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ machine: '2019-fresh' }), null);
});
