import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageKindSchema } from '../../../shared/model/packages';
import { createInspect } from '../../../main/packages/inspection/inspectApart';
import { goodInstaller } from '../../unit/packages/hostile/files';
import { underWatch } from '../watch';
import { builtInspection } from './builtInspection';

let box: string;
beforeAll(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-large-'));
});
afterAll(() => rm(box, { recursive: true, force: true }));

const sector = 4096;
const endOfChain = 0xffff_fffe;
const free = 0xffff_ffff;

/** Writes an MSI whose directory has so many entries, each a stream of its own name. */
async function writeWithEntries(path: string, entries: number): Promise<void> {
  const directory = Math.ceil((entries * 128) / sector);
  const tables = Math.ceil((directory + 200) / (sector / 4));
  const header = Buffer.alloc(sector, 0);
  goodInstaller.copy(header, 0, 0, 512);
  header.writeUInt16LE(4, 26);
  header.writeUInt16LE(12, 30);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(tables, 48);
  for (const at of [60, 68]) header.writeUInt32LE(endOfChain, at);
  header.fill(0xff, 76, 512);
  const links = Buffer.alloc(tables * sector, 0xff);
  for (let index = 0; index < tables; index += 1) {
    header.writeUInt32LE(index, 76 + index * 4);
    links.writeUInt32LE(0xffff_fffd, index * 4);
  }
  for (let index = 0; index < directory; index += 1)
    links.writeUInt32LE(index + 1 === directory ? endOfChain : tables + index + 1, (tables + index) * 4);
  const file = await open(path, 'w');
  await file.write(Buffer.concat([header, links]));
  const piece = Buffer.alloc(sector);
  for (let index = 0; index < directory; index += 1) {
    for (let at = 0; at < sector; at += 128) {
      const id = (index * sector + at) / 128;
      piece.write(`n${String(id).padStart(9, '0')}`, at, 'utf16le');
      piece.writeUInt16LE(22, at + 64);
      piece.writeUInt8(id === 0 ? 5 : 2, at + 66);
      piece.writeUInt32LE(free, at + 68);
      piece.writeUInt32LE(id === 0 || id + 1 >= entries ? free : id + 1, at + 72);
      piece.writeUInt32LE(id === 0 ? 1 : free, at + 76);
      piece.writeUInt32LE(endOfChain, at + 116);
    }
    await file.write(piece);
  }
  await file.close();
}

it('an installer with 524,000 entries is refused, and costs less than 300 MB', async () => {
  const path = join(box, 'md4ws.msi');
  await writeWithEntries(path, 524_000);
  const inspect = createInspect({ file: await builtInspection() });
  const rules = { practice: false, keeps: packageKindSchema.options, now: 0 };
  const { value, strain } = await underWatch(() => inspect(path, { ...rules, unpackInto: join(box, 'out') }));
  expect(value).toMatchObject([{ state: 'refused', refusal: 'unreadable', detail: '> 2097152 bytes' }]);
  expect(strain.grownMegabytes).toBeLessThan(300);
  expect(strain.blockedMs).toBeLessThan(50);
});
