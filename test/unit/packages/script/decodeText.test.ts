import { expect, it } from 'vitest';
import { decodeText } from '../../../../main/packages/script/decodeText';

it.each<[string, number[], string]>([
  ['nothing', [], ''],
  ['UTF-8', [0xc3, 0xa9, 0x61], 'éa'],
  ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0x61], 'a'],
  ['UTF-8 with its mark, and zeros', [0xef, 0xbb, 0xbf, 0x61, 0x62, 0x00], 'ab\0'],
  ['one byte a character', [0x82, 0x61], '\u0082a'],
  ['the mark of UTF-16, low byte first', [0xff, 0xfe, 0xe9, 0x20], '\u20e9'],
  ['the mark of UTF-16, high byte first', [0xfe, 0xff, 0x20, 0xe9], '\u20e9'],
  ['UTF-16 without a mark, low byte first', [0x61, 0, 0xac, 0x20], 'a€'],
  ['UTF-16 without a mark, high byte first', [0, 0x61, 0x20, 0xac], 'a€'],
  ['zeros in both places', [0x61, 0, 0, 0x62], 'a\0\0b'],
  ['half a mark of UTF-16', [0xff, 0x61], '\u00ffa'],
  ['the other half of one', [0xfe, 0x61], '\u00fea'],
  ['its halves behind other bytes', [0x61, 0xfe, 0x61, 0xff], 'a\u00fea\u00ff'],
  ['half a mark twice', [0xff, 0xff], '\u00ff\u00ff'],
  ['the other half twice', [0xfe, 0xfe], '\u00fe\u00fe'],
  ['two bytes of the mark of UTF-8', [0xef, 0xbb, 0x61], '\u00ef\u00bba'],
  ['its first byte and its last', [0xef, 0x61, 0xbf], '\u00efa\u00bf'],
  ['its last two bytes', [0x61, 0xbb, 0xbf], 'a\u00bb\u00bf'],
])('%s', (_, bytes, text) => {
  expect(decodeText(Uint8Array.from(bytes))).toBe(text);
});

it('looks for zeros at the beginning alone', () => {
  const bytes = new Uint8Array(5000).fill(0x61);
  bytes[4096] = 0;
  expect(decodeText(bytes)).toHaveLength(5000);
  bytes[4094] = 0;
  expect(decodeText(bytes)).toHaveLength(2500);
});
