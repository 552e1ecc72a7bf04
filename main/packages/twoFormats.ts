import type { FileHandle } from 'node:fs/promises';
import { Refused } from './refused';

/** The record that ends a zip, and the longest comment that may follow it. */
const endRecord = Buffer.from('PK\u0005\u0006', 'latin1');
const endRecordBytes = 22;
const longestComment = 0xffff;

/**
 * Refuses a file of another kind that is a zip as well: zips are read from their end, so one can be put behind an MSI
 * without breaking its signature. What is checked and what another program makes of it would differ.
 * @throws {Refused} `twoFormats`.
 */
export async function expectNoZipBehind(file: FileHandle, size: number): Promise<void> {
  const length = Math.min(size, endRecordBytes + longestComment);
  const tail = Buffer.alloc(length);
  await file.read(tail, 0, length, size - length);
  for (
    let at = tail.lastIndexOf(endRecord);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(endRecord, at - 1)
  ) {
    // Only a record whose comment reaches exactly to the end is one; the four letters alone may be chance.
    if (at + endRecordBytes <= length && at + endRecordBytes + tail.readUInt16LE(at + 20) === length)
      throw new Refused('twoFormats');
  }
}
