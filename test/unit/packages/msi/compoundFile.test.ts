import { describe, expect, it } from 'vitest';
import { openCompoundFile } from '../../../../main/packages/msi/compoundFile';
import { Refused } from '../../../../main/packages/refused';
import { makeCompoundFile } from './makeInstaller';
import { opened } from '../opened';

const small = Buffer.from('s'.repeat(100));
const border = Buffer.alloc(4096, 'b');
const below = Buffer.alloc(4095, 'c');
const whole = makeCompoundFile({ Small: small, Border: border, Below: below });
const directory = (whole.readUInt32LE(48) + 1) * 512;
/** Where the entry of a stream begins in the directory. */
const entryOf = (size: number): number => {
  for (let at = directory; at < whole.length; at += 128) if (whole.readUInt32LE(at + 120) === size) return at;
  return expect.unreachable();
};
const entry = { small: entryOf(100), border: entryOf(4096), below: entryOf(4095) };

/** The length of a stream, null where there is none, or why the file is refused. */
const look = (bytes: Buffer, name = 'Small'): Promise<number | string | null> =>
  opened(bytes, async (file) => {
    try {
      return (await (await openCompoundFile(file))(name))?.length ?? null;
    } catch (error) {
      return error instanceof Refused ? error.message : String(error);
    }
  });
const changed = (at: number, value: number, size = 4): Buffer => {
  const bytes = Buffer.from(whole);
  bytes.writeUIntLE(value, at, size);
  return bytes;
};
/** The file without a stream in its tree: its neighbours hang on nobody. */
const alone = (at: number): Buffer => {
  const bytes = Buffer.from(whole);
  bytes.writeUInt32LE((at - directory) / 128, directory + 76);
  bytes.writeUInt32LE(0xffff_ffff, at + 68);
  bytes.writeUInt32LE(0xffff_ffff, at + 72);
  return bytes;
};

it.each([
  ['Small', small],
  ['Border', border],
  ['Below', below],
])('gives the stream %s as it was written', async (name, content) => {
  const bytes = await opened(whole, async (file) => (await openCompoundFile(file))(name));
  expect(bytes?.equals(content)).toBe(true);
});

describe('a compound file', () => {
  it.each<[string, Buffer, string, unknown]>([
    ['without such a stream', whole, 'Other', null],
    ['of 511 bytes', whole.subarray(0, 511), 'Small', 'unreadable'],
    ['with another mark', changed(0, 0, 1), 'Small', 'unreadable'],
    ['with a mark that ends otherwise', changed(7, 0, 1), 'Small', 'unreadable'],
    ['with another border between small and large', changed(56, 4095), 'Small', 'unreadable'],
    ['with small pieces of another size', changed(32, 7, 2), 'Small', 'unreadable'],
    ['whose first entry is no root', changed(directory + 66, 2, 1), 'Small', 'unreadable'],
    ['with a stream outside the tree', alone(entry.small), 'Border', null],
    ['with a stream in the tree alone', alone(entry.small), 'Small', 100],
    [
      'with a tree that goes round',
      changed(entry.small + 68, (entry.small - directory) / 128),
      'Small',
      'unreadable',
    ],
    ['with a tree that leads to no entry', changed(entry.small + 68, 9999), 'Small', 'unreadable'],
    ['with a small stream longer than its pieces', changed(entry.small + 120, 200), 'Small', 'unreadable'],
    [
      'with a large stream longer than its sectors',
      changed(entry.border + 120, 4097),
      'Border',
      'unreadable',
    ],
    [
      'with a small stream that begins nowhere',
      changed(entry.small + 116, 0xffff_fffe),
      'Small',
      'unreadable',
    ],
    [
      'with a small stream that begins behind the end',
      changed(entry.small + 116, 50_000),
      'Small',
      'unreadable',
    ],
    ['with a storage in the place of a stream', changed(entry.small + 66, 1, 1), 'Small', null],
    ['with a name of no length', changed(entry.small + 64, 0, 2), 'Small', null],
    ['with a name longer than its place', changed(entry.small + 64, 999, 2), 'Border', 4096],
  ])('%s', async (_, bytes, name, expected) => {
    expect(await look(bytes, name)).toEqual(expected);
  });

  it('with two streams of one name is refused', async () => {
    const bytes = Buffer.from(whole);
    bytes.copy(bytes, entry.below, entry.border, entry.border + 66);
    expect(await look(bytes)).toMatch(/^unreadable: /);
  });

  it('reads a stream of no bytes', async () => {
    expect(await look(makeCompoundFile({ Small: Buffer.alloc(0), Border: border }))).toBe(0);
  });
});
