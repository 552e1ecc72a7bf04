import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256 } from '../../../shared/sha256';

const byNode = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

it('is the hash that Node makes, at every length around the edge of a block and of every letter', () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) % 256);
    expect([length, sha256(bytes)]).toEqual([length, byNode(bytes)]);
  }
  for (const text of ['', 'é', '\u{1F600} 東京', 'a'.repeat(5000)]) expect(sha256(text)).toBe(byNode(text));
});
