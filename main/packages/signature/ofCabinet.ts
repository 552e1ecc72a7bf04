import type { FileHandle } from 'node:fs/promises';
import { readAt } from '../readAt';
import { Refused } from '../refused';
import { expectEnd, hashRanges } from './hashRanges';
import { longestSignature, type SignedFile } from './signedFile';

/** The head of a cabinet, and the reserve behind it in which a signature is named. */
const headBytes = 40;
const reserveBytes = 20;
const reserve = 0x4;

/**
 * Where the signature of a cabinet lies: behind its content, named in a reserve of twenty bytes of its head. The hash leaves out what may change
 * without the content: a reserved field, the number of the cabinet in a row of several, and most of that reserve. Microsoft has not written the
 * form down; it is as osslsigncode reads and writes it. Null where there is no signature.
 * @throws {Refused} `unreadable`; `truncated` where it leads out of the file; `altered` where something lies behind it.
 */
export async function signatureOfCabinet(file: FileHandle): Promise<SignedFile | null> {
  const { size } = await file.stat();
  if (size < headBytes + reserveBytes) return null;
  const head = await readAt(file, 0, headBytes + reserveBytes);
  if (head.toString('latin1', 0, 4) !== 'MSCF') throw new Refused('unreadable');
  if ((head.readUInt16LE(30) & reserve) === 0 || head.readUInt16LE(36) !== reserveBytes) return null;
  const [from, length] = [head.readUInt32LE(44), head.readUInt32LE(48)];
  if (from === 0 && length === 0) return null;
  if (from + length > size) throw new Refused('truncated');
  // The content of the cabinet ends where it says, and no part of it lies in the signature.
  if (from < head.length || from < head.readUInt32LE(8)) throw new Refused('altered', `${from}`);
  if (length > longestSignature) throw new Refused('unreadable');
  await expectEnd(file, from + length, size);
  return {
    signature: await readAt(file, from, length),
    hash: (digest) =>
      hashRanges(file, digest, [
        [0, 4],
        [8, 34],
        [56, from],
      ]),
  };
}
