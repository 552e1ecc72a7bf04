import { expect, it } from 'vitest';
import { cabinetFile } from '../../../../build/practice/cabinetFile';
import { readCabinet } from '../../../../main/packages/archive/readCabinet';
import { Refused } from '../../../../main/packages/refused';
import { opened } from '../opened';

const name = 'windows8.1-kb2999226-x64.msu';
const inside = 'Windows8.1-KB2999226-x64.cab';

/** What comes of a cabinet: its update and architecture, `practice` behind that, or why it was refused. */
const read = (bytes: Buffer, as = name): Promise<string> =>
  opened(bytes, async (file) => {
    try {
      const { details, practice } = await readCabinet(file, as);
      return `${details.kb} ${details.architecture}${practice ? ' practice' : ''}`;
    } catch (error) {
      return error instanceof Refused ? error.code : String(error);
    }
  });

/** A cabinet with a change of its head: number, offset, bytes. */
const changed = (value: number, at: number, size: number, of = inside): Buffer => {
  const bytes = cabinetFile(of, 'b');
  bytes.writeUIntLE(value, at, size);
  return bytes;
};
/** A cabinet whose list has more names; those of one cabinet after the other. */
function withNames(...names: string[]): Buffer {
  const [first = '', ...more] = names;
  const bytes = cabinetFile(first, 'b');
  const entries = more.map((one) => Buffer.concat([Buffer.alloc(16), Buffer.from(`${one}\0`, 'latin1')]));
  const end = 44 + 16 + first.length + 1;
  const whole = Buffer.concat([bytes.subarray(0, end), ...entries, bytes.subarray(end)]);
  whole.writeUInt16LE(names.length, 28);
  return whole;
}

/** A cabinet that ends after so many bytes, and says so. */
function endingAt(end: number): Buffer {
  const bytes = Buffer.from(cabinetFile(inside, 'b').subarray(0, end));
  bytes.writeUInt32LE(end, 8);
  return bytes;
}

it.each<[string, Buffer, string]>([
  ['whole', cabinetFile(inside, 'b'), 'KB2999226 x64'],
  ['with other letters', cabinetFile(inside.toLowerCase(), 'b'), 'KB2999226 x64'],
  ['with its update behind others', withNames('a.txt', 'b.xml', inside), 'KB2999226 x64'],
  ['with the update of another number', cabinetFile('Windows8.1-KB3080149-x64.cab', 'b'), 'notAPackage'],
  ['with a longer number', cabinetFile('Windows8.1-KB29992261-x64.cab', 'b'), 'notAPackage'],
  ['with a file of the number that is no update', cabinetFile('KB2999226.txt', 'b'), 'notAPackage'],
  ['with such an ending in the middle', cabinetFile('KB2999226.cab.txt', 'b'), 'notAPackage'],
  ['in the newer form', cabinetFile('Windows11-KB2999226.msix', 'b'), 'KB2999226 x64'],
  ['for practice', cabinetFile('GANGWAYPRACTICE.txt', 'b'), 'KB2999226 x64 practice'],
  ['for practice behind another name', withNames('a.txt', 'GANGWAYPRACTICE.txt'), 'KB2999226 x64 practice'],
  ['for practice only by the way', cabinetFile('x-GANGWAYPRACTICE.txt', 'b'), 'notAPackage'],
  ['with another mark', changed(0, 0, 1), 'unreadable'],
  ['of another version', changed(0x0104, 24, 2), 'unreadable'],
  ['without folders', changed(0, 26, 2), 'unreadable'],
  ['without files', changed(0, 28, 2), 'unreadable'],
  ['with one before it', changed(1, 30, 2), 'unreadable'],
  ['with one behind it', changed(2, 30, 2), 'unreadable'],
  ['with a flag that says nothing here', changed(8, 30, 2), 'KB2999226 x64'],
  ['with fields of reserve and no place for them', changed(4, 30, 2), 'unreadable'],
  ['whose list lies in its head', changed(43, 16, 4), 'unreadable'],
  ['whose list lies behind its end', changed(60_000, 16, 4), 'unreadable'],
  ['with more files than it has', changed(9, 28, 2), 'unreadable'],
  ['as long as it says', changed(cabinetFile(inside, 'b').length, 8, 4), 'KB2999226 x64'],
  ['shorter than it says', changed(cabinetFile(inside, 'b').length + 1, 8, 4), 'truncated'],
  ['cut off in its head', cabinetFile(inside, 'b').subarray(0, 35), 'unreadable'],
  ['that ends in a name', endingAt(44 + 16 + inside.length), 'unreadable'],
  ['that ends with a name', endingAt(44 + 16 + inside.length + 1), 'KB2999226 x64'],
  ['with a name of 256 characters', cabinetFile(`${'x'.repeat(243)}KB2999226.cab`, 'b'), 'KB2999226 x64'],
  ['with a name of 257', cabinetFile(`${'x'.repeat(244)}KB2999226.cab`, 'b'), 'unreadable'],
])('a cabinet %s', async (_, bytes, expected) => {
  expect(await read(bytes)).toBe(expected);
});

it('finds the list behind fields of reserve', async () => {
  const plain = cabinetFile(inside, 'b');
  const bytes = Buffer.concat([plain.subarray(0, 36), Buffer.alloc(4), plain.subarray(36)]);
  bytes.writeUInt16LE(4, 30);
  bytes.writeUInt32LE(48, 16);
  expect(await read(bytes)).toBe('KB2999226 x64');
});

it.each([
  ['windows8.1-kb2999226-amd64.msu', 'KB2999226 x64'],
  ['windows8.1-kb2999226-x86.msu', 'KB2999226 x86'],
  ['windows8.1-kb2999226-ARM64_ab.msu', 'KB2999226 arm64'],
  ['x64-kb2999226.msu', 'KB2999226 x64'],
  ['kb2999226-x641.msu', 'KB2999226 unknown'],
  ['kb2999226-ax64.msu', 'KB2999226 unknown'],
  ['kb2999226.msu', 'KB2999226 unknown'],
  ['kb299922.msu', 'notAPackage'],
  ['kb29992.msu', 'notAPackage'],
  ['kb299922612345.msu', 'notAPackage'],
  ['update.msu', 'notAPackage'],
])('one that is named %s is %s', async (as, expected) => {
  expect(await read(cabinetFile(inside, 'b'), as)).toBe(expected);
});

it('takes no update without a number, whatever its name is', async () => {
  expect(await read(cabinetFile('update.cab', 'b'), 'update.msu')).toBe('notAPackage');
  expect(await read(cabinetFile('update.cab', 'b'))).toBe('notAPackage');
});
