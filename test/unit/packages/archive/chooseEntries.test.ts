import { describe, expect, it } from 'vitest';
import { chooseEntries } from '../../../../main/packages/archive/chooseEntries';
import type { NamedEntry } from '../../../../main/packages/archive/readEntries';
import { Refused } from '../../../../main/packages/refused';

interface Given {
  readonly name: string;
  readonly packed?: number;
  readonly unpacked?: number;
  readonly at?: number;
}
/** Entries one behind the other, each with its header of 30 bytes and its name before it. */
function entries(...given: Given[]): NamedEntry[] {
  let end = 0;
  return given.map(({ name, packed = 10, unpacked = packed, at = end }) => {
    end = at + 30 + name.length + packed;
    const entry = {
      ...{ compressedSize: packed, uncompressedSize: unpacked },
      ...{ fileNameLength: name.length, relativeOffsetOfLocalHeader: at },
    };
    return { entry, name, isFolder: name.endsWith('/') } as NamedEntry;
  });
}
/** The names that are chosen, or why the archive is refused. */
function chosen(given: Given[], fileBytes = 1e9): string {
  try {
    return chooseEntries(entries(...given), fileBytes)
      .map(({ name }) => name)
      .join(' ');
  } catch (error) {
    return error instanceof Refused ? error.message : String(error);
  }
}

const mega = 1024 ** 2;
const floor = 64 * 1024;
const script = { name: 'a.cmd' };
describe('an archive', () => {
  it.each<[string, Given[], number | undefined, string]>([
    [
      'gives its known files without their folders',
      [script, { name: 'f/b.cmd' }, { name: 'x.txt' }],
      1000,
      'a.cmd b.cmd',
    ],
    ['gives no folder that is named like one', [script, { name: 'c.cmd/' }], 1000, 'a.cmd'],
    ['with nothing known', [{ name: 'x.txt' }], 1000, 'notAPackage'],
    ['with a zip alone', [{ name: 'x.txt' }, { name: 'f/B.ZIP' }], 1000, 'nestedZip: f/B.ZIP'],
    ['with a folder that is named like a zip', [{ name: 'b.zip/' }], 1000, 'notAPackage'],
    ['with a zip only by the way', [{ name: 'b.zip.txt' }], 1000, 'notAPackage'],
    ['with a zip beside a script', [script, { name: 'b.zip' }], 1000, 'a.cmd'],
    ['with a name twice', [script, { name: 'A.CMD' }], 1000, 'duplicateNames: A.CMD'],
    ['with a name in two folders', [script, { name: 'f/a.cmd' }], 1000, 'a.cmd a.cmd'],
    ['that unpacks to the ratio', [{ name: 'a.cmd', packed: 1000, unpacked: 200_000 }], undefined, 'a.cmd'],
    [
      'that unpacks to more',
      [{ name: 'a.cmd', packed: 1000, unpacked: 200_001 }],
      undefined,
      'zipBomb: a.cmd',
    ],
    [
      'that is small, whatever it unpacks to',
      [{ name: 'a.cmd', packed: 1, unpacked: floor }],
      undefined,
      'a.cmd',
    ],
    ['that is not', [{ name: 'a.cmd', packed: 1, unpacked: floor + 1 }], undefined, 'zipBomb: a.cmd'],
    [
      'that unpacks out of nothing',
      [{ name: 'a.cmd', packed: 0, unpacked: floor + 1 }],
      undefined,
      'zipBomb: a.cmd',
    ],
    ['of a gigabyte', [{ name: 'a.cmd', packed: 6 * mega, unpacked: 1024 * mega }], undefined, 'a.cmd'],
    [
      'of more',
      [script, { name: 'b.cmd', packed: 6 * mega, unpacked: 1024 * mega }],
      undefined,
      'zipBomb: b.cmd',
    ],
    ['of as much as its own size allows', [{ name: 'a.cmd', packed: 1000, unpacked: 100_000 }], 500, 'a.cmd'],
    [
      'of more than its own size allows',
      [{ name: 'a.cmd', packed: 1000, unpacked: 100_001 }],
      500,
      'zipBomb',
    ],
    ['whose entries touch', [script, { name: 'b.cmd', at: 45 }], 1000, 'a.cmd b.cmd'],
    ['whose entries lie over each other', [script, { name: 'b.cmd', at: 44 }], 1000, 'zipBomb: b.cmd'],
    [
      'whose entries are in another order',
      [
        { name: 'b.cmd', at: 45 },
        { name: 'a.cmd', at: 0 },
      ],
      1000,
      'b.cmd a.cmd',
    ],
    [
      'with such a name in another order',
      [
        { name: 'b.cmd', at: 44 },
        { name: 'a.cmd', at: 0 },
      ],
      1000,
      'zipBomb: b.cmd',
    ],
  ])('%s', (_, given, fileBytes, expected) => {
    expect(chosen(given, fileBytes)).toBe(expected);
  });

  it('gives twenty files at most', () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `${n}.cmd` }));
    expect(chosen(many(20)).split(' ')).toHaveLength(20);
    expect(chosen(many(21))).toBe('zipTooManyEntries: 21 > 20');
  });
});
