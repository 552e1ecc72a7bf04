import { describe, expect, it } from 'vitest';
import { noHash } from '../../../main/journal/entry';
import { parseJournal } from '../../../main/journal/parse';
import { edited, entry, first, one, second, two } from './lines';

const bytes = (text: string) => Buffer.byteLength(text);

describe('a file', () => {
  const nothing = { seqs: [], torn: false, broken: null, wholeBytes: 0, unended: false, foreign: false };
  const whole = { ...nothing, seqs: [0, 1], wholeBytes: bytes(two) };
  it.each<[string, string, object]>([
    ['that is empty', '', nothing],
    ['of two lines', two, whole],
    ['without its last line end', two.slice(0, -1), { ...whole, wholeBytes: bytes(two) - 1, unended: true }],
    [
      'cut in its second line',
      `${one}${second.line.slice(0, -9)}`,
      { ...nothing, seqs: [0], torn: true, wholeBytes: bytes(one) },
    ],
    [
      'that ends in one changed byte without a line end',
      `${one}${edited}`,
      { ...nothing, seqs: [0], torn: true, wholeBytes: bytes(one) },
    ],
    ['whose second line was changed', `${one}${edited}\n`, { ...whole, broken: { atSeq: 1 } }],
    [
      'with an empty line between',
      `${one}\n${second.line}\n`,
      { ...whole, broken: { atSeq: 1 }, wholeBytes: bytes(two) + 1 },
    ],
    [
      'that begins with its second line',
      `${second.line}\n`,
      { ...nothing, seqs: [1], broken: { atSeq: 0 }, wholeBytes: bytes(second.line) + 1 },
    ],
    [
      'whose unended line follows another entry',
      `${one}${entry(1, noHash).line}`,
      { ...whole, broken: { atSeq: 1 }, wholeBytes: bytes(two) - 1, unended: true },
    ],
    [
      'whose second number is not its place',
      `${one}${entry(5, first.entry.hash).line}\n`,
      { ...whole, seqs: [0, 5], broken: { atSeq: 1 } },
    ],
    [
      'that begins with an empty line',
      `\n${one}`,
      { ...nothing, seqs: [0], broken: { atSeq: 0 }, wholeBytes: bytes(one) + 1 },
    ],
    ['cut within the first bytes', '{"v":1', { ...nothing, torn: true }],
    ['cut later in its first line', first.line.slice(0, 40), { ...nothing, torn: true }],
    ['of other text', 'hello', { ...nothing, torn: true, foreign: true }],
    ['of other text that begins alike', '{"v":2,"seq":0', { ...nothing, torn: true, foreign: true }],
    ['of other lines', 'hello\n', { ...nothing, broken: { atSeq: 0 }, wholeBytes: 6, foreign: true }],
    [
      'of a line that is no entry, and a torn one',
      'hello\n{"v":1',
      { ...nothing, broken: { atSeq: 0 }, torn: true, wholeBytes: 6, foreign: true },
    ],
  ])('%s', (_, text, expected) => {
    const { entries, ...rest } = parseJournal(Buffer.from(text));
    expect({ seqs: entries.map(({ seq }) => seq), ...rest }).toEqual(expected);
  });
});
