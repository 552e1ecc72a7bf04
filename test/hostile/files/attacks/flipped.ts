import { type Attack, oneOf, wholes } from '../attack';

/** A file with a few bits turned over. */
export const flipped: Attack = {
  name: 'flipped',
  make: (random) => {
    const { name, content } = oneOf(random, wholes);
    const bytes = Buffer.from(content);
    for (let left = 1 + random(12); left > 0; left -= 1) {
      const at = random(bytes.length);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random(8)), at);
    }
    return { name, content: bytes };
  },
};
