import { type Attack, oneOf, wholes } from '../attack';

/** A file that ends anywhere. */
export const truncated: Attack = {
  name: 'truncated',
  make: (random) => {
    const { name, content } = oneOf(random, wholes);
    return { name, content: content.subarray(0, random(content.length)) };
  },
};
