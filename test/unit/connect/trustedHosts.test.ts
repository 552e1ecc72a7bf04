import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { GangwayError } from '../../../shared/errors';
import { Lan } from '../../fakes/lan';
import { Walker } from '../app/walker';

let folder = '';
let lan: Lan;
const open: Walker[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-trust-'));
  lan = new Lan();
  lan.needsTrust = true;
});
afterEach(async () => {
  for (const walker of open.splice(0)) await walker.app.close();
  await rm(folder, { recursive: true });
});

async function start(): Promise<Walker> {
  const walker = await Walker.start(folder, {
    ...lan.options(folder),
    askCredential: ({ userName }) =>
      Promise.resolve({ userName: userName ?? 'nord-dmz1\\Administrator', ciphertext: lan.password }),
  });
  open.push(walker);
  return walker;
}
async function close(walker: Walker): Promise<void> {
  open.splice(open.indexOf(walker), 1);
  await walker.app.close();
}
/** Adds a server and climbs to where TrustedHosts stops it. */
async function reach(walker: Walker, address: string): Promise<string> {
  const { targetId } = await walker.ask('addTarget', { kind: 'remote', address });
  await walker.ask('askCredential', { targetId });
  await climb(walker, targetId);
  return targetId;
}
async function climb(walker: Walker, targetId: string) {
  await walker.ask('connect', { targetId });
  walker.session = await walker.ask('getSession', {});
  return walker.view(targetId);
}
const file = async () => JSON.parse(await readFile(join(folder, 'trusted-hosts.json'), 'utf8')) as unknown;
const notices = (walker: Walker) => walker.session?.notices.map(({ key, detail }) => `${key} ${detail}`);

it('[row 21] one name is allowed by consent, lets the account in, and goes when the person says so', async () => {
  lan.list = 'other.example';
  const walker = await start();
  const targetId = await reach(walker, 'NORD-DMZ1.');
  expect(walker.view(targetId).rungs.find(({ failure }) => failure)?.failure?.code).toBe('target.notTrusted');
  expect(await walker.ask('trustHost', { targetId, trusted: true })).toEqual({ changed: true });
  expect(lan.list).toBe('other.example,nord-dmz1');
  const view = await climb(walker, targetId);
  expect(view.connectedAt).not.toBeNull();
  expect(view.connection?.trustedHost).toMatchObject({ name: 'nord-dmz1', before: 'other.example' });
  expect(await walker.ask('trustHost', { targetId, trusted: false })).toEqual({ changed: true });
  expect(lan.list).toBe('other.example');
  walker.session = await walker.ask('getSession', {});
  expect(walker.view(targetId).connection?.trustedHost).toBeNull();
});

it('is refused when the connection did not stop because of it', async () => {
  lan.needsTrust = false;
  const walker = await start();
  const targetId = await reach(walker, 'nord-fs03');
  expect(await walker.refused('trustHost', { targetId, trusted: true })).toBe('step.blocked');
  expect(lan.changes).toEqual([]);
});

it('is written down before the list is changed; a crash in between leaves nothing behind', async () => {
  const walker = await start();
  const targetId = await reach(walker, 'nord-dmz1');
  lan.beforeSet = () => {
    lan.list = 'nord-dmz1';
    throw new GangwayError('shell.exited');
  };
  expect(await walker.refused('trustHost', { targetId, trusted: true })).toBe('shell.exited');
  expect(await file()).toMatchObject({ added: [{ name: 'nord-dmz1', targetId, before: '' }] });
  // The crash: nothing is closed. Somebody else adds a name meanwhile.
  lan.beforeSet = () => undefined;
  lan.list = 'nord-dmz1,meanwhile.example';
  const again = await start();
  await again.until(targetId, 'taken back', () => (again.session?.notices.length ?? 0) > 0);
  expect(notices(again)).toEqual(['trustTakenBack nord-dmz1']);
  expect(lan.list).toBe('meanwhile.example');
  expect(await file()).toMatchObject({ added: [] });
});

it.each([
  ['', 'trustRestored nord-dmz1'],
  ['later.example', 'trustTakenBack nord-dmz1'],
])(
  'after a crash only names of this computer are told, and what "%s" on its list means',
  async (more, said) => {
    lan.list = ['nord-dmz1', more].filter((name) => name !== '').join(',');
    const added = [
      { targetId: 'practice-network-workgroup', name: '192.0.2.71', before: '', at: 1 },
      { targetId: 'local', name: 'nord-dmz1', before: '', at: 2 },
    ];
    await writeFile(join(folder, 'trusted-hosts.json'), JSON.stringify({ version: 1, added }));
    const again = await start();
    await expect
      .poll(async () =>
        (await again.ask('getSession', {})).notices.map(({ key, detail }) => `${key} ${detail}`),
      )
      .toEqual([said]);
    expect(lan.list).toBe(more);
  },
);

it('an entry that Windows does not remove is reported with the command, and tried again at the next start', async () => {
  const walker = await start();
  const targetId = await reach(walker, 'nord-dmz1');
  await walker.ask('trustHost', { targetId, trusted: true });
  lan.listRefuses = 'winrm.stopped';
  await close(walker);
  const again = await start();
  await again.until(targetId, 'said', () => (again.session?.notices.length ?? 0) > 0);
  expect(notices(again)?.[0]).toMatch(/^trustLeft nord-dmz1 \(winrm\.stopped\): Set-Item .*-ne 'nord-dmz1'/);
  expect(lan.list).toBe('nord-dmz1');
  await close(again);
  lan.listRefuses = null;
  const third = await start();
  await third.until(targetId, 'taken back', () => lan.list === '');
});

it('goes when the server is forgotten, and when the app closes', async () => {
  const walker = await start();
  const first = await reach(walker, 'nord-dmz1');
  const second = await reach(walker, 'nord-dmz2');
  await walker.ask('trustHost', { targetId: first, trusted: true });
  await walker.ask('trustHost', { targetId: second, trusted: true });
  expect(lan.list).toBe('nord-dmz1,nord-dmz2');
  await walker.ask('forgetTarget', { targetId: first });
  expect(lan.list).toBe('nord-dmz2');
  await close(walker);
  expect(lan.list).toBe('');
});

it.each(['nord-dmz1', 'NORD-DMZ1', '*'])(
  'a list that has it already (%s) is left alone, now and later',
  async (list) => {
    const walker = await start();
    const targetId = await reach(walker, 'nord-dmz1');
    lan.list = list;
    expect(await walker.ask('trustHost', { targetId, trusted: true })).toEqual({ changed: false });
    await walker.ask('trustHost', { targetId, trusted: false });
    await close(walker);
    expect(lan.list).toBe(list);
    expect(lan.changes).toEqual([]);
  },
);

it('keeps what others did to the list in the meantime: only our entry goes', async () => {
  const walker = await start();
  const targetId = await reach(walker, 'nord-dmz1');
  await walker.ask('trustHost', { targetId, trusted: true });
  lan.list = 'new.example,nord-dmz1,nord-dmz11,nord-dmz1';
  await walker.ask('trustHost', { targetId, trusted: false });
  expect(lan.list).toBe('new.example,nord-dmz11,nord-dmz1');
});

it('a name that two entries need stays until the last of them goes', async () => {
  const entry = (targetId: string) => ({ name: 'nord-dmz1', before: '', at: 1, targetId });
  lan.list = 'nord-dmz1';
  await writeFile(
    join(folder, 'trusted-hosts.json'),
    JSON.stringify({ version: 1, added: [entry('remote-a'), entry('remote-b')] }),
  );
  const walker = await start();
  await walker.ask('getSession', {});
  await close(walker);
  expect(lan.changes).toEqual(['']);
  // One end for both: the name went once.
  const times = z
    .object({ past: z.array(z.object({ targetId: z.string(), takenOutAt: z.number() })) })
    .parse(await file()).past;
  expect(times.map(({ targetId }) => targetId)).toEqual(['remote-a', 'remote-b']);
  expect(new Set(times.map(({ takenOutAt }) => takenOutAt)).size).toBe(1);
});

it('without administrator rights nothing is changed', async () => {
  const walker = await start();
  const targetId = await reach(walker, 'nord-dmz1');
  lan.listRefuses = 'target.notElevated';
  expect(await walker.refused('trustHost', { targetId, trusted: true })).toBe('target.notElevated');
  expect(walker.view(targetId).connection?.trustedHost).toBeNull();
  lan.listRefuses = null;
  expect(lan.changes).toEqual([]);
});
