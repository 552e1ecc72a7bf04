import type { FileHandle } from 'node:fs/promises';
import { readAt } from '../readAt';
import { Refused } from '../refused';
import { expectEnd, hashRanges } from './hashRanges';
import { longestSignature, type SignedFile } from './signedFile';

/** The directory of a program that names its signatures, and how long its entry is. */
const signatures = 4;
const entryBytes = 8;
/** Before each signature: its length, the version of this form, and what it is. */
const headBytes = 8;
const pkcsSignedData = 2;

/**
 * Where the signature of a program lies (Windows Authenticode Portable Executable Signature Format): at its end, in a table that the head names.
 * The hash leaves out the checksum, the place where the head names that table, and the table. Null where there is no signature.
 * @throws {Refused} `unreadable`; `truncated` where the table leads out of the file; `altered` where something lies behind it.
 */
export async function signatureOfProgram(file: FileHandle): Promise<SignedFile | null> {
  const { size } = await file.stat();
  const dos = await readAt(file, 0, 64);
  const headAt = dos.readUInt32LE(60);
  const header = await readAt(file, headAt, 24);
  if (dos.toString('latin1', 0, 2) !== 'MZ' || header.toString('latin1', 0, 4) !== 'PE\0\0')
    throw new Refused('unreadable');
  const optionalAt = headAt + 24;
  const optional = await readAt(file, optionalAt, header.readUInt16LE(20));
  const directories = optional.readUInt16LE(0) === 0x20b ? 112 : 96;
  const entryAt = directories + signatures * entryBytes;
  // A program may have fewer directories than there are.
  if (optional.length < entryAt + entryBytes || optional.readUInt32LE(directories - 4) <= signatures)
    return null;
  const [from, length] = [optional.readUInt32LE(entryAt), optional.readUInt32LE(entryAt + 4)];
  if (from === 0 && length === 0) return null;
  const end = from + length;
  if (end > size) throw new Refused('truncated');
  await expectApart(file, optionalAt + optional.length, header.readUInt16LE(6), from);
  await expectEnd(file, end, size);
  return {
    signature: await firstSignature(file, from, end),
    hash: (digest) =>
      hashRanges(file, digest, [
        // The checksum stands at one place in both forms of the head.
        [0, optionalAt + 64],
        [optionalAt + 68, optionalAt + entryAt],
        [optionalAt + entryAt + entryBytes, from],
      ]),
  };
}

/** No part of the program lies in the table: it would run, and nobody would have signed it. */
async function expectApart(file: FileHandle, at: number, count: number, from: number): Promise<void> {
  const sections = await readAt(file, at, count * 40);
  let last = at + sections.length;
  for (let entry = 0; entry < sections.length; entry += 40)
    last = Math.max(last, sections.readUInt32LE(entry + 16) + sections.readUInt32LE(entry + 20));
  if (from < last) throw new Refused('altered', `${from} < ${last}`);
}

async function firstSignature(file: FileHandle, from: number, end: number): Promise<Buffer> {
  if (from + headBytes > end) throw new Refused('unreadable');
  const head = await readAt(file, from, headBytes);
  const length = head.readUInt32LE(0);
  if (length < headBytes || from + length > end || length > longestSignature) throw new Refused('unreadable');
  if (head.readUInt16LE(6) !== pkcsSignedData) throw new Refused('unreadable');
  return readAt(file, from + headBytes, length - headBytes);
}
