import { expect, it } from 'vitest';
import { expectNoZipBehind } from '../../../main/packages/twoFormats';
import { opened } from './opened';
import { refusalOf } from './refusalOf';

/** The record that ends a zip, with a comment of so many bytes that says it has `announced`. */
function endRecord(comment = 0, announced = comment): Buffer {
  const record = Buffer.alloc(22 + comment, 'c');
  record.write('PK\u0005\u0006', 0, 'latin1');
  record.writeUInt16LE(announced, 20);
  return record;
}
const program = Buffer.alloc(100, 'p');

it.each<[string, Buffer, string]>([
  ['nothing behind it', program, 'taken'],
  ['nothing in it', Buffer.alloc(0), 'taken'],
  ['an end record behind it', Buffer.concat([program, endRecord()]), 'twoFormats'],
  ['an end record alone', endRecord(), 'twoFormats'],
  ['an end record with a comment', Buffer.concat([program, endRecord(7)]), 'twoFormats'],
  ['one with the longest comment', Buffer.concat([program, endRecord(0xffff)]), 'twoFormats'],
  ['one that ends before the file does', Buffer.concat([program, endRecord(7, 6)]), 'taken'],
  ['one that ends behind it', Buffer.concat([program, endRecord(7, 8)]), 'taken'],
  ['its four letters by chance', Buffer.concat([program, endRecord().subarray(0, 21)]), 'taken'],
  ['such letters before a true one', Buffer.concat([endRecord(0, 9), endRecord()]), 'twoFormats'],
  [
    'such letters in the comment of a true one',
    Buffer.concat([program, endRecord(22).subarray(0, 22), endRecord(0, 5)]),
    'twoFormats',
  ],
  [
    'such letters in the comment of one that is all of it',
    Buffer.concat([endRecord(22).subarray(0, 22), endRecord(0, 5)]),
    'twoFormats',
  ],
])('a file with %s is %s', async (_, bytes, expected) => {
  expect(await opened(bytes, (file) => refusalOf(() => expectNoZipBehind(file, bytes.length)))).toBe(
    expected,
  );
});
