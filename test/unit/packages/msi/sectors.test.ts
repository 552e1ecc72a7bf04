import { describe, expect, it } from 'vitest';
import { openSectors, type Sectors } from '../../../../main/packages/msi/sectors';
import { Refused } from '../../../../main/packages/refused';
import { opened } from '../opened';

const [free, end, ofTable] = [0xffff_ffff, 0xffff_fffe, 0xffff_fffd];
interface Given {
  /** What the table says of each sector; the first is the table itself. */
  readonly links?: readonly number[];
  readonly sectors?: number;
  readonly shift?: number;
  /** Sectors that the header names as the table. */
  readonly tables?: readonly number[];
  /** Where the chain of more such names begins. */
  readonly more?: number;
  readonly change?: (bytes: Buffer) => void;
  readonly cut?: number;
}
/** A compound file of so many sectors, each filled with its own number, behind its header. */
function made({ links = [], sectors = 4, shift = 9, tables = [0], more = end, change, cut }: Given): Buffer {
  const size = shift === 12 ? 4096 : 512;
  const bytes = Buffer.alloc((sectors + 1) * size);
  for (let n = 0; n < sectors; n += 1) bytes.fill(n, (n + 1) * size, (n + 2) * size);
  bytes.writeUInt16LE(shift, 30);
  bytes.writeUInt32LE(more, 68);
  for (let n = 0; n < 109; n += 1) bytes.writeUInt32LE(tables[n] ?? free, 76 + n * 4);
  for (let n = 0; n < size / 4; n += 1)
    bytes.writeUInt32LE(links[n] ?? (n === 0 ? ofTable : free), size + n * 4);
  change?.(bytes);
  return bytes.subarray(0, bytes.length - (cut ?? 0));
}
/** What comes of work on its sectors, or why it is refused. */
const look = <T>(given: Given, work: (sectors: Sectors) => Promise<T> | T): Promise<T | string> => {
  const bytes = made(given);
  return opened(bytes, async (file) => {
    try {
      return await work(await openSectors(file, bytes.subarray(0, 512)));
    } catch (error) {
      return error instanceof Refused ? error.message : String(error);
    }
  });
};
const opens = (given: Given) => look(given, () => 'opened');

describe('a chain of sectors', () => {
  it.each<[string, Given, number, unknown]>([
    ['follows the table', { links: [ofTable, 3, end, 2] }, 1, [1, 3, 2]],
    ['of one', { links: [ofTable, end] }, 1, [1]],
    ['of none', {}, end, []],
    ['that begins with no sector', {}, 0xffff_fffa, []],
    ['that ends at the border of the marks', { links: [ofTable, 0xffff_fffa] }, 1, [1]],
    ['that begins behind the end', {}, 4, 'truncated'],
    ['that goes round', { links: [ofTable, 2, 1] }, 1, 'unreadable'],
    ['that goes round itself', { links: [ofTable, 1] }, 1, 'unreadable'],
    ['that leaves the table', { sectors: 130 }, 128, 'unreadable'],
  ])('%s', async (_, given, start, expected) => {
    expect(await look(given, ({ chain }) => chain(start))).toEqual(expected);
  });

  it('as long as the table is followed', async () => {
    const links = Array.from({ length: 128 }, (_, n) => (n === 0 ? 1 : n === 127 ? end : n + 1));
    const chain = await look({ links, sectors: 128 }, (sectors) => sectors.chain(0).length);
    expect(chain).toBe(128);
  });

  it.each<[number[], number, string]>([
    [[1], 512, '1'.repeat(512)],
    [[1, 2], 1024, '1'.repeat(512) + '2'.repeat(512)],
    [[2, 1, 3], 9999, '2'.repeat(512) + '1'.repeat(512) + '3'.repeat(512)],
    [[1, 3], 9999, '1'.repeat(512) + '3'.repeat(512)],
    [[], 0, ''],
    [[1, 2], 1023, 'unreadable: > 1023 bytes'],
    [[4], 9999, 'truncated'],
  ])('%j is read, with at most %i bytes', async (chain, most, expected) => {
    const content = await look({}, async ({ read }) => {
      const bytes = await read(chain, most);
      return [...bytes].join('');
    });
    expect(content).toBe(expected);
  });

  it('of large sectors is read', async () => {
    const content = await look({ shift: 12 }, async ({ read }) => (await read([2], 4096)).readUInt8(4095));
    expect(content).toBe(2);
  });
});

describe('a table', () => {
  /** 127 names of tables and where the next of them stand, in a sector. */
  const names =
    (at: number, next: number, ...tables: number[]) =>
    (bytes: Buffer) => {
      for (let n = 0; n < 127; n += 1) bytes.writeUInt32LE(tables[n] ?? free, (at + 1) * 512 + n * 4);
      bytes.writeUInt32LE(next, (at + 2) * 512 - 4);
    };
  /** So many sectors that could name tables, one behind the other, and name none. */
  const nameSectors = (count: number): Given => ({
    sectors: count + 1,
    more: 1,
    change(bytes) {
      for (let at = 1; at <= count; at += 1) names(at, at === count ? end : at + 1)(bytes);
    },
  });
  it.each<[string, Given, string]>([
    ['in sectors of another size', { shift: 41 }, 'unreadable'],
    ['in sectors of a size between', { shift: 10 }, 'unreadable'],
    ['with links within the file', { links: [ofTable, 3] }, 'opened'],
    ['with a link behind its end', { links: [ofTable, 4] }, 'truncated'],
    ['that speaks of a sector behind its end', { links: [ofTable, free, free, free, 1] }, 'truncated'],
    ['that only marks such a sector', { links: [ofTable, free, free, free, end] }, 'opened'],
    ['of a file that lacks a byte', { links: [ofTable, 3], cut: 1 }, 'opened'],
    ['of a file that lacks a sector', { links: [ofTable, 3], cut: 512 }, 'truncated'],
    ['that is not there', { tables: [4] }, 'truncated'],
    ['that is named twice', { tables: [0, 0] }, 'unreadable'],
    ['that is none', { tables: [] }, 'opened'],
    ['with a mark among its names', { tables: [0, 0xffff_fffa] }, 'opened'],
    ['whose names go on at the first mark, which is nowhere', { more: 0xffff_fffa }, 'opened'],
    ['whose names take as many sectors as 16 MB of table need', nameSectors(260), 'opened'],
    ['whose names take one more', nameSectors(261), 'unreadable'],
    ['whose names go on', { more: 1, change: names(1, end, 2) }, 'truncated'],
    ['whose names go on and end', { more: 1, change: names(1, end) }, 'opened'],
    ['whose names go on behind the end', { more: 4 }, 'truncated'],
    ['whose names go round', { more: 1, change: names(1, 1) }, 'unreadable'],
    ['that is named there again', { more: 1, change: names(1, end, 0) }, 'unreadable'],
  ])('%s', async (_, given, expected) => {
    expect(await opens(given)).toBe(expected);
  });

  it('of two sectors is read as one', async () => {
    const second = (bytes: Buffer) => {
      // The second table, in sector 3, links the sectors from 128 on.
      bytes.fill(0xff, 4 * 512, 5 * 512);
      bytes.writeUInt32LE(129, 4 * 512);
      bytes.writeUInt32LE(end, 4 * 512 + 4);
    };
    const chain = (given: Given) => look(given, (sectors) => sectors.chain(128));
    expect(await chain({ sectors: 130, tables: [0, 3], change: second })).toEqual([128, 129]);
    const named = (bytes: Buffer) => {
      second(bytes);
      names(1, end, 3)(bytes);
    };
    expect(await chain({ sectors: 130, more: 1, change: named })).toEqual([128, 129]);
    const namedLater = (bytes: Buffer) => {
      second(bytes);
      names(1, 2)(bytes);
      names(2, end, 3)(bytes);
    };
    expect(await chain({ sectors: 130, more: 1, change: namedLater })).toEqual([128, 129]);
  });
});
