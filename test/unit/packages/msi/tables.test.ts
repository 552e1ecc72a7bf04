import { describe, expect, it } from 'vitest';
import type { StringPool } from '../../../../main/packages/msi/stringPool';
import { readTable } from '../../../../main/packages/msi/tables';

const strings = ['', 'T', 'Name', 'Size', 'Other', 'x', 'y', 'Data'];
const pool = (referenceBytes: 2 | 3 = 2): StringPool => ({
  referenceBytes,
  text: (id) => strings[id] ?? expect.unreachable(`string ${id}`),
});
/** Numbers one after the other, each with its width. */
const cells = (...list: (readonly [width: number, value: number])[]): Buffer =>
  Buffer.concat(
    list.map(([width, value]) => {
      const cell = Buffer.alloc(width);
      cell.writeUIntLE(value, 0, width);
      return cell;
    }),
  );
/** The table of columns, column by column: table, number, name, type. */
const columns = (
  list: readonly (readonly [table: number, number: number, name: number, type: number])[],
  wide: 2 | 3 = 2,
): Buffer =>
  cells(
    ...list.map(([table]) => [wide, table] as const),
    ...list.map(([, number]) => [2, 0x8000 + number] as const),
    ...list.map(([, , name]) => [wide, name] as const),
    ...list.map(([, , , type]) => [2, (0x8000 + type) & 0xffff] as const),
  );
const text = 0x0d48;
const short = 0x0502;
const long = 0x0104;
const read = (bytes: Buffer, list: Parameters<typeof columns>[0], wide: 2 | 3 = 2) =>
  readTable('T', bytes, columns(list, wide), pool(wide));

describe('a table', () => {
  it.each<[string, Buffer, Parameters<typeof columns>[0], unknown]>([
    ['without columns', Buffer.alloc(0), [], []],
    ['without rows', Buffer.alloc(0), [[1, 1, 2, text]], []],
    [
      'of texts',
      cells([2, 5], [2, 6], [2, 0]),
      [[1, 1, 2, text]],
      [{ Name: 'x' }, { Name: 'y' }, { Name: null }],
    ],
    [
      'of short numbers',
      cells([2, 0x8007], [2, 0x7fff], [2, 0]),
      [[1, 1, 3, short]],
      [{ Size: 7 }, { Size: -1 }, { Size: null }],
    ],
    ['of long numbers', cells([4, 0x8000_0007], [4, 0]), [[1, 1, 3, long]], [{ Size: 7 }, { Size: null }]],
    // Column by column, and those in the order of their numbers.
    [
      'of both',
      cells([2, 5], [2, 6], [4, 0x8000_0001], [4, 0x8000_0002]),
      [
        [1, 2, 3, long],
        [1, 1, 2, text],
      ],
      [
        { Name: 'x', Size: 1 },
        { Name: 'y', Size: 2 },
      ],
    ],
    [
      'beside another table',
      cells([2, 5]),
      [
        [4, 1, 3, long],
        [1, 1, 2, text],
      ],
      [{ Name: 'x' }],
    ],
    [
      'with streams, whose numbers are no texts',
      cells([2, 0x8001], [2, 5]),
      [
        [1, 1, 7, 0x1900],
        [1, 2, 2, text],
      ],
      [{ Data: 1, Name: 'x' }],
    ],
    ['with streams that must be there', cells([2, 0x8001]), [[1, 1, 7, 0x0900]], [{ Data: 1 }]],
  ])('%s', (_, bytes, list, rows) => {
    expect(read(bytes, list)).toEqual(rows);
  });

  it('has references of three bytes where the pool is large, and streams of two all the same', () => {
    const list = [
      [1, 1, 2, text],
      [1, 2, 7, 0x1900],
    ] as const;
    expect(read(cells([3, 5], [3, 6], [2, 0x8001], [2, 0]), list, 3)).toEqual([
      { Name: 'x', Data: 1 },
      { Name: 'y', Data: null },
    ]);
  });

  it('is refused where it is no whole number of rows', () => {
    expect(() => read(Buffer.alloc(3), [[1, 1, 2, text]])).toThrow('whole number of rows');
    expect(() => readTable('T', Buffer.alloc(0), Buffer.alloc(9), pool())).toThrow('whole number of rows');
  });

  const many = (count: number) => Array.from({ length: count }, (_, n) => [1, n + 1, 2, short] as const);
  it.each([
    [32, 1, 'taken'],
    [33, 1, 'larger than any table is'],
    [1, 200_000, 'taken'],
    [1, 200_001, 'larger than any table is'],
    [5, 200_000, 'taken'],
    [6, 170_000, 'larger than any table is'],
  ])('of %i columns and %i rows is %s', (count, rows, expected) => {
    const work = () => read(Buffer.alloc(count * rows * 2), many(count));
    if (expected === 'taken') expect(work()).toHaveLength(rows);
    else expect(work).toThrow(expected);
  });
});
