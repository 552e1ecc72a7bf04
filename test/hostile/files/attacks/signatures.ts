import { signatureOver, signedProgram, tableAt } from '../../../fixtures/signed/signedProgram';
import type { Random } from '../../seed';
import { type Attack, oneOf } from '../attack';

const version = { version: '4.18.24070.5', strings: { InternalName: 'UpdatePlatform.exe' } };
const whole = signedProgram(version);
const signature = signatureOver(Buffer.alloc(32));
const numbers = [0, 1, 7, 8, 0xffff, 0x0100_0000, 0x7fff_ffff, 0xffff_fff8, 0xffff_ffff];
/** Lengths of DER: giant ones, an open end, and forms that are not allowed. */
const lengths = [
  [0x84, 0xff, 0xff, 0xff, 0xff],
  [0x84, 0x7f, 0xff, 0xff, 0xff],
  [0x80],
  [0x81, 0x01],
  [0x88, 1, 2, 3, 4, 5, 6, 7, 8],
  [0xff],
  [0x00],
];

/** Values that each hold the next, and nothing else. */
function nested(depth: number): Buffer {
  let bytes: Buffer = Buffer.from([0x05, 0x00]);
  for (let left = depth; left > 0; left -= 1) {
    const length = bytes.length;
    bytes = Buffer.concat([
      Buffer.from([0x30, 0x83, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff]),
      bytes,
    ]);
  }
  return bytes;
}

function damaged(random: Random): Buffer {
  const bytes = Buffer.from(signature);
  for (let left = 1 + random(4); left > 0; left -= 1)
    Buffer.from(oneOf(random, lengths)).copy(bytes, random(bytes.length - 9));
  return bytes;
}

/** A program whose signature is damaged, without end, of giant lengths, or lies where it cannot lie. */
export const signatures: Attack = {
  name: 'signatures',
  make: (random) => {
    const name = 'UpdatePlatform.exe';
    const kind = random(4);
    if (kind === 0) return { name, content: signedProgram(version, damaged(random)) };
    if (kind === 1) return { name, content: signedProgram(version, nested(1 + random(3000))) };
    if (kind === 2) {
      const many = Buffer.concat(Array.from({ length: 1 + random(60_000) }, () => Buffer.from([0x31, 0])));
      const head = Buffer.from([
        0x30,
        0x83,
        many.length >> 16,
        (many.length >> 8) & 0xff,
        many.length & 0xff,
      ]);
      return { name, content: signedProgram(version, Buffer.concat([head, many])) };
    }
    const content = Buffer.from(whole);
    for (const at of [0, 4]) if (random(2) === 0) content.writeUInt32LE(oneOf(random, numbers), tableAt + at);
    content.writeUInt32LE(oneOf(random, numbers), whole.readUInt32LE(tableAt));
    return { name, content };
  },
};
