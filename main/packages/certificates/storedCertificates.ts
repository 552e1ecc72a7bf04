import { Refused } from '../refused';
import { expectTag, readDer, tags } from './der';

/** How a store begins that Windows wrote into a file (`.sst`): a version of 0 and four letters. */
const mark = Buffer.from('\0\0\0\0CERT', 'latin1');
/** Before each element: what it is, how it is encoded (1: DER), its length. */
const headBytes = 12;
const certificate = 32;

/**
 * Counts the certificates in a store that Windows wrote into a file (wincrypt.h: CERT_STORE_SAVE_AS_STORE): elements one behind the other, of
 * which properties stand before the certificate that they belong to. The last has neither number nor length.
 * @throws {Refused} `unreadable`, `truncated`, or `notAPackage` where there is no certificate in it.
 */
export function countCertificates(bytes: Buffer): number {
  if (!bytes.subarray(0, mark.length).equals(mark)) throw new Refused('unreadable');
  let count = 0;
  for (let at = mark.length; ;) {
    if (at + headBytes > bytes.length) throw new Refused('truncated');
    const [kind, length] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 8)];
    at += headBytes;
    if (kind === 0 && length === 0) {
      if (at !== bytes.length) throw new Refused('twoFormats');
      if (count === 0) throw new Refused('notAPackage');
      return count;
    }
    if (at + length > bytes.length) throw new Refused('truncated');
    if (kind === certificate) {
      expectTag(readDer(bytes.subarray(at, at + length)), tags.sequence);
      count += 1;
    }
    at += length;
  }
}
