import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { der, oid } from '../../../../build/practice/der';
import { signatureOver, signedProgram, tableAt } from '../../../fixtures/signed/signedProgram';
import { Sandbox } from './sandbox';

let box: Sandbox;
beforeEach(async () => {
  box = await Sandbox.make();
});
afterEach(() => box.remove());

const version = { version: '4.18.24070.5', strings: { InternalName: 'UpdatePlatform.exe' } };
const whole = signedProgram(version);
const from = whole.readUInt32LE(tableAt);
const signature = signatureOver(Buffer.alloc(32));

/** What the library makes of a program: the state of its signature as the file says it, or the code of its refusal. */
async function offered(content: Buffer): Promise<string | undefined> {
  const library = await box.open();
  const { added, refused } = await library.add([await box.given('UpdatePlatform.exe', content)]);
  return refused[0]?.refusal ?? added[0]?.fileSignature?.state;
}
const table = (at: number, length: number): Buffer => {
  const bytes = Buffer.from(whole);
  bytes.writeUInt32LE(at, tableAt);
  bytes.writeUInt32LE(length, tableAt + 4);
  return bytes;
};
const length = whole.length - from;
const headOf = (value: number): Buffer => {
  const bytes = Buffer.from(whole);
  bytes.writeUInt32LE(value, from);
  return bytes;
};
const held = (bytes: Buffer): Buffer => signedProgram(version, bytes);
const exchanged = (find: Buffer, by: Buffer): Buffer => {
  expect(signature.includes(find)).toBe(true);
  const text = signature.toString('latin1').replaceAll(find.toString('latin1'), by.toString('latin1'));
  return Buffer.from(text, 'latin1');
};

describe('a signature', () => {
  it('that is whole is read', async () => {
    expect(await offered(whole)).toBe('read');
  });

  it.each([
    ['out of the file', table(whole.length + 8, 8), 'truncated'],
    ['over the end of the file', table(from, length + 8), 'truncated'],
    ['over the end of the file by as much as a number can say', table(from, 0xffff_ffff), 'truncated'],
    ['at the end of what a number can say', table(0xffff_fff8, 0xffff_fff8), 'truncated'],
    ['over a part of the program', table(from - 8, length + 8), 'altered'],
    ['over the head of the program', table(0, whole.length), 'altered'],
    ['before its end', table(from, length - 8), 'altered'],
    ['in a table without a place', table(0, length), 'altered'],
    ['in a table of nothing', table(from + length, 0), 'unread'],
  ])('that lies %s is no signature', async (_, content, result) => {
    expect(await offered(content)).toBe(result);
  });

  it.each([
    ['that is longer than its table', headOf(length + 8)],
    ['of no length', headOf(0)],
    ['as long as a number can say', headOf(0xffff_ffff)],
    ['of another kind', Buffer.from(whole).fill(1, from + 6, from + 7)],
    ['of nothing but zeros', held(Buffer.alloc(400))],
    ['of nothing but 0xff', held(Buffer.alloc(400, 0xff))],
    [
      'whose outer length is giant',
      held(Buffer.concat([Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]), signature])),
    ],
    [
      'whose outer length is open',
      held(Buffer.concat([Buffer.from([0x30, 0x80]), signature, Buffer.alloc(2)])),
    ],
    [
      'whose length is written in more bytes than it needs',
      held(Buffer.concat([Buffer.from([0x30, 0x84, 0, 0, 0, 2]), Buffer.from([5, 0])])),
    ],
    [
      'that signs something else than a file',
      held(exchanged(oid('1.3.6.1.4.1.311.2.1.4'), oid('1.3.6.1.4.1.311.2.1.5'))),
    ],
    [
      'over a hash that nobody knows',
      held(
        exchanged(
          der(0x30, oid('2.16.840.1.101.3.4.2.1'), der(0x05)),
          der(0x30, oid('2.16.840.1.101.3.4.2.9'), der(0x05)),
        ),
      ),
    ],
    ['without a signer', held(signature.subarray(0, 20))],
    [
      'in which each value holds the next',
      held(Buffer.concat(Array.from({ length: 5000 }, () => Buffer.from([0x30, 0x84])))),
    ],
  ])('%s is one that our reader does not understand, and no more', async (_, content) => {
    expect(await offered(content)).toBe('unread');
  });

  it('over another hash makes the file an altered one', async () => {
    expect(await offered(held(signature))).toBe('altered');
  });
});
