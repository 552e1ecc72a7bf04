import { expect, it } from 'vitest';
import type { Entry } from 'yauzl';
import { expectSameHeaders } from '../../../../main/packages/archive/localHeader';
import { opened } from '../opened';
import { refusalOf } from '../refusalOf';

const own = Buffer.from('a.cmd');
const central = {
  relativeOffsetOfLocalHeader: 4,
  generalPurposeBitFlag: 0x800,
  compressionMethod: 8,
  crc32: 77,
  compressedSize: 10,
  uncompressedSize: 20,
};
/** The bytes before the content: position, size and value of what is changed in them. */
function local(...changes: [at: number, size: number, value: number][]): Buffer {
  const bytes = Buffer.alloc(4 + 30);
  const set = (at: number, size: number, value: number) => bytes.writeUIntLE(value, 4 + at, size);
  set(0, 4, 0x0403_4b50);
  set(6, 2, 0x800);
  set(8, 2, 8);
  set(14, 4, 77);
  set(18, 4, 10);
  set(22, 4, 20);
  set(26, 2, own.length);
  for (const [at, size, value] of changes) set(at, size, value);
  return Buffer.concat([bytes, own]);
}
const late = 0x808;
const compare = (bytes: Buffer, change: Partial<typeof central> = {}, fileName: unknown = own) =>
  opened(bytes, (file) =>
    refusalOf(() =>
      expectSameHeaders(file, {
        entry: { ...central, ...change, fileName } as unknown as Entry,
        name: 'a.cmd',
        isFolder: false,
      }),
    ),
  );

it.each<[string, Buffer, Partial<typeof central>, string]>([
  ['the same', local(), {}, 'taken'],
  ['another mark', local([0, 4, 0x0201_4b50]), {}, 'twoFormats'],
  ['other flags', local([6, 2, 0x801]), {}, 'twoFormats'],
  ['another method', local([8, 2, 0]), {}, 'twoFormats'],
  ['another length of its name', local([26, 2, 4]), {}, 'twoFormats'],
  ['another sum', local([14, 4, 78]), {}, 'twoFormats'],
  ['another packed size', local([18, 4, 11]), {}, 'twoFormats'],
  ['another size', local([22, 4, 21]), {}, 'twoFormats'],
  ['no sum', local([14, 4, 0]), {}, 'twoFormats'],
  ['its sizes in the ZIP64 part', local([18, 4, 0xffff_ffff], [22, 4, 0xffff_ffff]), {}, 'taken'],
  [
    'all three behind the content',
    local([6, 2, late], [14, 4, 0], [18, 4, 0], [22, 4, 0]),
    { generalPurposeBitFlag: late },
    'taken',
  ],
  ['all three twice', local([6, 2, late]), { generalPurposeBitFlag: late }, 'taken'],
  [
    'others than behind the content',
    local([6, 2, late], [22, 4, 21]),
    { generalPurposeBitFlag: late },
    'twoFormats',
  ],
  ['no more bytes', local().subarray(0, 38), {}, 'truncated'],
])('a header with %s', async (_, bytes, change, expected) => {
  expect(await compare(bytes, change)).toBe(expected);
});

it('with another name is refused, and one whose name was decoded as well', async () => {
  expect(await compare(local(), {}, Buffer.from('b.cmd'))).toBe('twoFormats');
  expect(await compare(local(), {}, 'a.cmd')).toBe('unreadable');
});
