import { open } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readInstaller } from '../../../../main/packages/msi/readInstaller';
import { encodeName, installerStreams, makeCompoundFile } from '../msi/makeInstaller';
import { refusalOf } from '../refusalOf';
import { goodInstaller } from './files';
import { Sandbox } from './sandbox';

let box: Sandbox;
beforeEach(async () => {
  box = await Sandbox.make();
});
afterEach(() => box.remove());

const offered = (bytes: Buffer) => box.refusal('md4ws.msi', bytes);

/** Where the entry with this stream lies in the file; its fields follow from there ([MS-CFB] 2.6.1). */
function entryOf(bytes: Buffer, name: string): number {
  return bytes.indexOf(Buffer.from(`${encodeName(name)}\0`, 'utf16le'));
}

const other = installerStreams({
  properties: { ProductName: 'Something else', X: 'Microsoft Defender for Endpoint' },
});
const table = other['!Property'] ?? Buffer.alloc(0);
/** The same table with the two values exchanged: it would make the other product ours. */
const exchanged = Buffer.concat([table.subarray(0, 4), table.subarray(6, 8), table.subarray(4, 6)]);

describe('an installer of another product', () => {
  it('is not made ours by an entry that hangs in no tree, as a signature would not cover it', async () => {
    const bytes = makeCompoundFile({ ...other, '!Zecoy': exchanged, '!Spare': Buffer.alloc(8) });
    expect(await offered(bytes)).toBe('wrongProduct');
    const decoy = Buffer.from(bytes.subarray(entryOf(bytes, '!Zecoy')).subarray(0, 128));
    const name = Buffer.from(`${encodeName('!Property')}\0`, 'utf16le');
    decoy.fill(0, 0, 64);
    name.copy(decoy);
    decoy.writeUInt16LE(name.length, 64);
    decoy.fill(0xff, 68, 80);
    // The last sector of the directory has room: entries of the type "unused".
    const root = (bytes.readUInt32LE(48) + 1) * 512;
    let free = root;
    while (bytes.readUInt8(free + 66) !== 0) free += 128;
    decoy.copy(bytes, free);
    expect(await offered(bytes)).toBe('wrongProduct');
  });

  it('is not made ours by a second stream or a second row of one name', async () => {
    const bytes = makeCompoundFile({ ...other, '!Qroperty': exchanged });
    const at = entryOf(bytes, '!Qroperty');
    const name = Buffer.from(`${encodeName('!Property')}\0`, 'utf16le');
    bytes.fill(0, at, at + 64);
    name.copy(bytes, at);
    bytes.writeUInt16LE(name.length, at + 64);
    expect(await offered(bytes)).toBe('unreadable');
    const twice = Buffer.concat([table.subarray(0, 2), table.subarray(0, 2), table.subarray(4, 8)]);
    expect(await offered(makeCompoundFile({ ...other, '!Property': twice }))).toBe('unreadable');
  });
});

describe('an installer whose structure lies', () => {
  const root = (goodInstaller.readUInt32LE(48) + 1) * 512;
  const property = entryOf(goodInstaller, '!Property');

  it.each([
    ['in the border between small and large streams', (bytes: Buffer) => bytes.writeUInt32LE(64, 56)],
    ['in the size of small pieces', (bytes: Buffer) => bytes.writeUInt16LE(9, 32)],
    ['in the size of its sectors', (bytes: Buffer) => bytes.writeUInt16LE(31, 30)],
    ['in its root', (bytes: Buffer) => bytes.writeUInt8(1, root + 66)],
    ['in its first entry', (bytes: Buffer) => bytes.writeUInt32LE(0xfffe, root + 76)],
    [
      'in a neighbour that is itself',
      (bytes: Buffer) => bytes.writeUInt32LE((property - root) / 128, property + 68),
    ],
    [
      'in a neighbour that is the root',
      (bytes: Buffer) => bytes.writeUInt32LE(bytes.readUInt32LE(root + 76), property + 72),
    ],
    ['in the size of a stream', (bytes: Buffer) => bytes.writeUInt32LE(0x7fff_ffff, property + 120)],
    ['in the start of a stream', (bytes: Buffer) => bytes.writeUInt32LE(0x00ff_ffff, property + 116)],
    ['in the size of its table', (bytes: Buffer) => bytes.writeUInt32LE(0, 68)],
  ])('%s is refused', async (_where, lie) => {
    const bytes = Buffer.from(goodInstaller);
    lie(bytes);
    expect(await offered(bytes)).toMatch(/^(?:unreadable|truncated)$/);
  });

  it('by sectors of nothing but links to the next is given up soon', async () => {
    const count = 4000;
    const bytes = Buffer.alloc((count + 1) * 512, 0xff);
    goodInstaller.copy(bytes, 0, 0, 76);
    bytes.writeUInt32LE(0, 68);
    for (let sector = 0; sector < count; sector += 1)
      bytes.writeUInt32LE(Math.min(sector + 1, count - 1), (sector + 2) * 512 - 4);
    const file = await open(await box.given('md4ws.msi', bytes), 'r');
    const reads = vi.spyOn(file, 'read');
    expect(await refusalOf(() => readInstaller(file))).toBe('unreadable');
    expect(reads.mock.calls.length).toBeLessThan(1100);
    await file.close();
  });

  it('by more rows, columns or strings than any installer has is refused without building them', async () => {
    const rows = makeCompoundFile({ ...other, '!Property': Buffer.alloc(4 * 200_001) });
    expect(await offered(rows)).toBe('unreadable');
    const columns = makeCompoundFile({ ...other, '!_Columns': Buffer.alloc(8 * 200_001) });
    expect(await offered(columns)).toBe('unreadable');
    const strings = makeCompoundFile({ ...other, '!_StringPool': Buffer.alloc(4 * 1_000_002) });
    expect(await offered(strings)).toBe('unreadable');
  });
});
