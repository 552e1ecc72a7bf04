import { expect, it } from 'vitest';
import { Refused } from '../../../../main/packages/refused';
import { commandText } from '../../../../main/packages/script/commandText';

/** The text, or what is met where. Every character is a byte. */
function textOf(bytes: string): string {
  try {
    return commandText(Buffer.from(bytes, 'latin1'));
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}
/** So many characters as cmd.exe takes on one line (Microsoft KB830473), with the return that it drops. */
const longest = 'x'.repeat(8190);

it.each([
  ['lines as Windows ends them', 'a\r\nb\r\n', 'a\r\nb\r\n'],
  ['lines of line feeds', 'a\nb', 'a\nb'],
  ['nothing', '', ''],
  ['tabs', '\ta', '\ta'],
  ['French letters in UTF-8', '\u00c3\u00a9', 'é'],
  ['UTF-16, low byte first', '\u00ff\u00fea\u0000', 'scriptForm: UTF-16'],
  ['UTF-16, high byte first', '\u00fe\u00ff\u0000a', 'scriptForm: UTF-16'],
  ['the first byte of such a mark alone', '\u00ffa', 'ÿa'],
  ['its second byte alone', '\u00fea', 'þa'],
  ['twice its second byte', '\u00fe\u00fea', 'þþa'],
  ['twice its first byte', '\u00ff\u00ffa', 'ÿÿa'],
  ['UTF-8 with a mark', '\u00ef\u00bb\u00bfa', 'scriptForm: UTF-8 BOM'],
  ['two bytes of that mark', '\u00ef\u00bba', '\u00ef\u00bba'],
  ['its first and last byte', '\u00efa\u00bf', '\u00efa\u00bf'],
  ['its last two bytes', 'a\u00bb\u00bf', 'a\u00bb\u00bf'],
  ['a return that stands alone', 'a\r\nb\rc', 'scriptForm: 2: CR'],
  ['one at the end', 'a\r', 'scriptForm: 1: CR'],
  ['Ctrl+Z', 'a\n\nb\u001ac', 'scriptForm: 3: 0x1a'],
  ['a zero', 'a\u0000', 'scriptForm: 1: 0x00'],
  ['a backspace', '\u0008', 'scriptForm: 1: 0x08'],
  ['a vertical tab', '\u000b', 'scriptForm: 1: 0x0b'],
  ['a form feed', '\u000c', 'scriptForm: 1: 0x0c'],
  ['the next control character', '\u000e', 'scriptForm: 1: 0x0e'],
  ['the last one', '\u001f', 'scriptForm: 1: 0x1f'],
  ['the longest line', `a\n${longest}\r\n`, `a\n${longest}\r\n`],
  ['a longer one', `a\n${longest}xx\n`, 'scriptForm: 2: > 8191'],
])('a script with %s', (_, bytes, expected) => {
  expect(textOf(bytes)).toBe(expected);
});
