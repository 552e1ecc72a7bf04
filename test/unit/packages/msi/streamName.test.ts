import { expect, it } from 'vitest';
import { streamName } from '../../../../main/packages/msi/streamName';

it.each([
  ['the mark of a table', '\u4840', '!'],
  ['the first two letters', '\u3800', '00'],
  ['the low one first', '\u3801', '10'],
  ['the high one behind it', '\u3840', '01'],
  ['the last two letters', '\u47ff', '__'],
  ['the first letter alone', '\u4800', '0'],
  ['the last letter alone', '\u483f', '_'],
  ['what is no letter of it', '\u0005\u37ff\u4841Ab', '\u0005\u37ff\u4841Ab'],
])('%s', (_, raw, name) => {
  expect(streamName(raw)).toBe(name);
});
