import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Lan } from '../fakes/lan';
import { Walker } from '../unit/app/walker';

let folder = '';
let lan: Lan;
let walker: Walker;
const account = { kind: 'named', userName: 'CONTOSO\\m.lefevre' } as const;
/** What Windows' window will answer next. */
let ciphertext = '';
const start = () =>
  Walker.start(folder, {
    ...lan.options(folder),
    askCredential: () => Promise.resolve({ userName: account.userName, ciphertext }),
  });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-credential-'));
  lan = new Lan();
  ciphertext = 'dead';
  walker = await start();
});
afterEach(async () => {
  await walker.app.close();
  await rm(folder, { recursive: true });
});

const add = async (address: string): Promise<string> => {
  const { targetId } = await walker.ask('addTarget', { kind: 'remote', address });
  await walker.decide(targetId, { kind: 'chooseAccount', account });
  return targetId;
};
const climb = async (targetId: string) => {
  await walker.ask('connect', { targetId });
  walker.session = await walker.ask('getSession', {});
  return walker.view(targetId).rungs.find(({ failure }) => failure !== null)?.failure?.code;
};

it('[row 24] eight servers at once try a wrong password once between them, and a right one all', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, (_, index) => add(`nord-fs0${index}`)));
  await walker.ask('askCredential', { targetId: ids[0] ?? '' });
  const stops = await Promise.all(ids.map(climb));
  expect(lan.attempts).toHaveLength(1);
  expect(stops.filter((code) => code === 'target.signInRefused')).toHaveLength(1);
  expect(stops.filter((code) => code === 'credential.needed')).toHaveLength(7);
  // Trying again, also on a server that was not asked yet, sends nothing.
  expect(await climb(await add('nord-fs09'))).toBe('credential.needed');
  expect(lan.attempts).toHaveLength(1);
  ciphertext = lan.password;
  await walker.ask('askCredential', { targetId: ids[3] ?? '' });
  expect(await Promise.all(ids.map(climb))).toEqual(ids.map(() => undefined));
  expect(lan.attempts).toHaveLength(9);
});

it('[row 24, 28] what was given lives as long as the app: no file holds it, and the next start asks anew', async () => {
  const targetId = await add('nord-fs03');
  ciphertext = lan.password = 'c4a9e5b3d17f2068c4a9e5b3d17f2068';
  await walker.ask('askCredential', { targetId });
  expect(await climb(targetId)).toBeUndefined();
  await vi.waitFor(() => expect(JSON.stringify(walker.events)).toContain('m.lefevre'));
  await walker.app.close();
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) expect(await readFile(file, 'utf8'), file).not.toContain(ciphertext);
  expect(JSON.stringify(walker.events)).not.toContain(ciphertext);
  walker = await start();
  expect(await climb(targetId)).toBe('credential.needed');
  expect(lan.attempts).toHaveLength(1);
});
