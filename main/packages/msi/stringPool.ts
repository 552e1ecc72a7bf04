import { TextDecoder } from 'node:util';

/** The strings of an MSI by number, and how wide a reference to one is in the tables. Number 0 is "no value". */
export interface StringPool {
  text(id: number): string;
  referenceBytes: 2 | 3;
}

/** Strings of the largest installers are a hundred thousand; more would only fill the memory. */
const mostStrings = 250_000;

/**
 * Decodes the streams `_StringPool` (lengths) and `_StringData` (characters). The first four bytes of the pool are the
 * code page and, in the topmost bit, whether references take three bytes; then each string has a length and a use
 * count of 16 bits. Length 0 with a use count announces a longer string, whose length takes the next four bytes.
 * @throws {RangeError} when the lengths do not fit the data; `text` throws it for a number that has no string.
 */
export function readStringPool(pool: Buffer, data: Buffer): StringPool {
  const header = pool.readUInt32LE(0);
  const decoder = decoderFor(header & 0x7fff_ffff);
  const strings: string[] = [''];
  let offset = 0;
  let at = 4;
  while (at + 4 <= pool.length) {
    const uses = pool.readUInt16LE(at + 2);
    let length = pool.readUInt16LE(at);
    if (length === 0 && uses !== 0) {
      at += 4;
      length = pool.readUInt32LE(at);
    }
    at += 4;
    if (strings.length > mostStrings) throw new RangeError('more strings than any installer has');
    if (offset + length > data.length) throw new RangeError('string pool is longer than its data');
    strings.push(decoder.decode(data.subarray(offset, offset + length)));
    offset += length;
  }
  const text = (id: number): string => {
    const found = strings[id];
    if (found === undefined) throw new RangeError('reference to a string that is not there');
    return found;
  };
  return { text, referenceBytes: header >>> 31 === 1 ? 3 : 2 };
}

const namedCodePages: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
};

function decoderFor(codePage: number): TextDecoder {
  const label =
    namedCodePages[codePage] ??
    (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252');
  return new TextDecoder(label);
}
