import { type Attack, oneOf, wholes } from '../attack';

/** The beginning of one kind, the rest of another, under the name of a third. */
export const mixedHeaders: Attack = {
  name: 'mixed headers',
  make: (random) => {
    const [head, tail] = [oneOf(random, wholes), oneOf(random, wholes)];
    const cut = oneOf(random, [4, 8, 64, 512, head.content.length]);
    const content = Buffer.concat([
      head.content.subarray(0, cut),
      tail.content.subarray(random(2) === 0 ? 0 : cut),
    ]);
    return { name: oneOf(random, wholes).name, content };
  },
};
