import { zipFile } from '../../../../build/practice/zipFile';
import { type Attack, oneOf, wholes } from '../attack';

/** Zips in zips, and many copies of one thing in a zip. */
export const nested: Attack = {
  name: 'nested',
  make: (random) => {
    const inner = oneOf(random, wholes);
    const count = oneOf(random, [1, 2, 21, 300, 3000]);
    const data = count > 21 ? inner.content.subarray(0, 200) : inner.content;
    let zip = zipFile(
      Array.from({ length: count }, (_, index) => ({
        name: `${index}/${inner.name}`,
        data,
        deflate: random(2) === 0,
      })),
    );
    for (let depth = random(4); depth > 0; depth -= 1)
      zip = zipFile([
        { name: oneOf(random, ['inner.zip', 'inner.cmd', 'md4ws.msi']), data: zip, deflate: true },
      ]);
    return { name: 'package.zip', content: zip };
  },
};
