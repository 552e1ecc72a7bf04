import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipFile } from '../../../../build/practice/zipFile';
import { withCentral } from '../../packages/hostile/zips';
import { aLog, deskWith } from './deskOf';

const line = 'MSI (s) (F8:08) [14:12:24:481]: a\r\n';
let box: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-logs-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

it('reads a folder with all below it, and follows no link', async () => {
  await mkdir(join(box, 'b/c'), { recursive: true });
  await writeFile(join(box, 'a.log'), line);
  await writeFile(join(box, 'b/c/d.log'), line);
  await symlink(box, join(box, 'b/loop'));
  await symlink(join(box, 'a.log'), join(box, 'z.log'));
  const { view } = await deskWith({ kind: 'path', path: box });
  expect(view.files.map(({ name, refusal, kind }) => [name, refusal, kind])).toEqual([
    ['a.log', null, 'msi'],
    ['b/c/d.log', null, 'msi'],
    ['b/loop', 'link', 'unknown'],
    ['z.log', 'link', 'unknown'],
  ]);
});

it('refuses what is not there, and goes on', async () => {
  await writeFile(join(box, 'a.log'), line);
  const { view } = await deskWith(
    { kind: 'path', path: join(box, 'gone.log') },
    { kind: 'path', path: join(box, 'a.log') },
  );
  expect(view.files.map(({ name, refusal }) => [name, refusal])).toEqual([
    ['gone.log', 'unreadable'],
    ['a.log', null],
  ]);
});

it('reads each file of a zip for itself, and says where it came from', async () => {
  const inner = zipFile([{ name: 'x.log', data: Buffer.from(line) }]);
  const files = zipFile([
    { name: 'logs/', data: Buffer.from('') },
    { name: 'logs/a.log', data: Buffer.from(line) },
    { name: '../../evil.log', data: Buffer.from(line) },
    { name: 'inner.zip', data: inner },
    { name: 'locked.log', data: Buffer.from(line), deflate: true },
    { name: 'none.log', data: Buffer.from('') },
    { name: 'b.log', data: Buffer.from(line) },
  ]);
  const given = withCentral(files, 4, (bytes, at) => bytes.writeUInt16LE(1, at + 8));
  const { view } = await deskWith(aLog('given.zip', given));
  expect(view.files.map(({ name, inside, refusal }) => [name, inside, refusal])).toEqual([
    ['logs/a.log', 'given.zip', null],
    ['../../evil.log', 'given.zip', 'unsafeName'],
    ['inner.zip', 'given.zip', 'nested'],
    ['locked.log', 'given.zip', 'encrypted'],
    ['none.log', 'given.zip', 'empty'],
    ['b.log', 'given.zip', null],
  ]);
});

it('tells one file for all that are too many, and takes what is given at the same time side by side', async () => {
  const many = zipFile(
    Array.from({ length: 1200 }, (_, index) => ({ name: `${index}.log`, data: Buffer.from(line) })),
  );
  const { desk } = await deskWith(aLog('first.log', line));
  await Promise.all([desk.add([aLog('many.zip', many)]), desk.add([aLog('other.log', line)])]);
  const { files, state, done, total } = desk.view();
  expect(files).toHaveLength(1000);
  expect(files.filter(({ refusal }) => refusal !== null).map(({ refusal }) => refusal)).toEqual(['tooMany']);
  expect(files.map(({ name }) => name)).toContain('other.log');
  expect([state, done]).toEqual(['read', total]);
});
