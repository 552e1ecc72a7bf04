import { type Attack, oneOf, wholes } from '../attack';

const numbers = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x0010_0000, 0x7fff_ffff, 0xffff_fffa, 0xffff_ffff];

/** A file in which counts, sizes and places say too much: four bytes each, where the structures of these kinds have them. */
export const counts: Attack = {
  name: 'counts',
  make: (random) => {
    const { name, content } = oneOf(
      random,
      wholes.filter((one) => !/\.(?:cmd|ps1)$/.test(one.name)),
    );
    const bytes = Buffer.from(content);
    for (let left = 1 + random(4); left > 0; left -= 1) {
      // Most counts stand near the beginning, and in the last record of a zip.
      const near =
        random(3) === 0 ? bytes.length - 24 + random(20) : random(Math.min(bytes.length - 4, 1024));
      bytes.writeUInt32LE(oneOf(random, numbers), Math.min(near, bytes.length - 4) & ~1);
    }
    return { name, content: bytes };
  },
};
