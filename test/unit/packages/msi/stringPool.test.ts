import { describe, expect, it } from 'vitest';
import { readStringPool } from '../../../../main/packages/msi/stringPool';

/** A pool with this code page (topmost bit: long references) and these lengths and use counts. */
function pool(header: number, ...entries: (readonly [length: number, uses: number])[]): Buffer {
  const bytes = Buffer.alloc(4 + entries.length * 4);
  bytes.writeUInt32LE(header >>> 0, 0);
  entries.forEach(([length, uses], n) => {
    bytes.writeUInt16LE(length, 4 + n * 4);
    bytes.writeUInt16LE(uses, 6 + n * 4);
  });
  return bytes;
}
const texts = (bytes: Buffer, data: Buffer, count: number) => {
  const { text } = readStringPool(bytes, data);
  return Array.from({ length: count }, (_, id) => text(id));
};

describe('the strings of an MSI', () => {
  const data = Buffer.from('abcdef');
  it.each<[string, Buffer, string[]]>([
    ['none', pool(1252), ['']],
    ['two', pool(1252, [2, 1], [4, 1]), ['', 'ab', 'cdef']],
    ['one that is not used', pool(1252, [2, 1], [0, 0], [1, 9]), ['', 'ab', '', 'c']],
    // Its length stands in the next four bytes.
    ['a long one', pool(1252, [1, 1], [0, 1], [5, 0]), ['', 'a', 'bcdef']],
    ['a long one before another', pool(1252, [0, 1], [4, 0], [2, 1]), ['', 'abcd', 'ef']],
    [
      'some bytes that are no whole entry',
      Buffer.concat([pool(1252, [1, 1]), Buffer.alloc(3, 1)]),
      ['', 'a'],
    ],
  ])('%s', (_, bytes, expected) => {
    expect(texts(bytes, data, expected.length)).toEqual(expected);
    expect(() => readStringPool(bytes, data).text(expected.length)).toThrow(RangeError);
  });

  it('are refused where they are longer than their data, or more than any installer has', () => {
    expect(texts(pool(1252, [6, 1]), data, 2)).toEqual(['', 'abcdef']);
    expect(() => readStringPool(pool(1252, [7, 1]), data)).toThrow('longer than its data');
    expect(() => readStringPool(pool(1252, [3, 1], [4, 1]), data)).toThrow('longer than its data');
    const many = (count: number) => Buffer.concat([pool(1252), Buffer.alloc(count * 4)]);
    expect(() => readStringPool(many(250_000), data)).not.toThrow();
    expect(() => readStringPool(many(250_001), data)).toThrow('more strings');
  });

  it('of a pool that ends in a long length are refused', () => {
    expect(() => readStringPool(pool(1252, [0, 1]), data)).toThrow(RangeError);
  });
});

it.each([
  [0x0000_04e4, 2],
  [0x8000_04e4, 3],
])('a header of %i has references of %i bytes', (header, bytes) => {
  expect(readStringPool(pool(header), Buffer.alloc(0)).referenceBytes).toBe(bytes);
});

it.each([
  [1252, 'e9', 'é'],
  [0, 'e9', 'é'],
  [0x8000_04e4, 'e9', 'é'],
  [65001, 'c3a9', 'é'],
  [1250, 'e8', 'č'],
  [1251, 'e9', 'й'],
  [1253, 'e1', 'α'],
  [1258, 'd2', '\u0309'],
  [1249, 'e9', 'é'],
  [1259, 'd2', 'Ò'],
  [932, '82a0', 'あ'],
  [936, 'c4e3', '你'],
  [949, 'b0a1', '가'],
  [950, 'a741', '你'],
])('in code page %i, %s is %s', (codePage, hex, text) => {
  const data = Buffer.from(hex, 'hex');
  expect(texts(pool(codePage, [data.length, 1]), data, 2)).toEqual(['', text]);
});
