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

it.each<[string, string, Buffer]>([
  ['nothing behind it', 'taken', program],
  ['nothing in it', 'taken', Buffer.alloc(0)],
  ['an end record behind it', 'twoFormats', Buffer.concat([program, endRecord()])],
  ['an end record alone', 'twoFormats', endRecord()],
  ['an end record with a comment', 'twoFormats', Buffer.concat([program, endRecord(7)])],
  ['one with the longest comment', 'twoFormats', Buffer.concat([program, endRecord(0xffff)])],
  ['one that ends before the file does', 'taken', Buffer.concat([program, endRecord(7, 6)])],
  ['one that ends behind it', 'taken', Buffer.concat([program, endRecord(7, 8)])],
  ['its four letters by chance', 'taken', Buffer.concat([program, endRecord().subarray(0, 21)])],
  ['such letters at its beginning and nowhere else', 'taken', endRecord(0, 9)],
  ['such letters before a true one', 'twoFormats', Buffer.concat([endRecord(0, 9), endRecord()])],
  [
    'such letters in the comment of a true one',
    'twoFormats',
    Buffer.concat([program, endRecord(22).subarray(0, 22), endRecord(0, 5)]),
  ],
  [
    'such letters in the comment of one that is all of it',
    'twoFormats',
    Buffer.concat([endRecord(22).subarray(0, 22), endRecord(0, 5)]),
  ],
])('a file with %s is %s', async (_, expected, bytes) => {
  expect(await opened(bytes, (file) => refusalOf(() => expectNoZipBehind(file, bytes.length)))).toBe(
    expected,
  );
});
