import { expect, test } from 'vitest';
import { decodeOutput } from '../../../main/shell/codePage';

test.each([
  [850, [0x82, 0x63, 0x9b], 'écø'],
  [858, [0x82], 'é'],
  [437, [0x82, 0xe1, 0xff], 'éß\u00a0'],
  [1251, [0xcf], 'П'],
  [932, [0x93, 0xfa], '日'],
  [866, [0x8f], 'П'],
  [65001, [0xc3, 0xa9], 'é'],
  [99, [0xc3, 0xa9], 'é'],
])('decodes code page %d', (codePage, bytes, text) => {
  expect(decodeOutput(Uint8Array.from(bytes), codePage)).toBe(text);
});

test('gives a replacement for a byte that is none', () => {
  expect(decodeOutput(Uint8Array.of(0x61, 0xff), 65001)).toBe('a\ufffd');
});
