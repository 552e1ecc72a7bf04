import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesText, timeOfDay } from '../../../../../renderer/run/output/lineText';
import { rowsOf } from '../../../../../renderer/run/output/outputRow';
import { visibleText } from '../../../../../renderer/components/visibleText';
import { outputLines } from './outputLines';
import { anyText } from '../../../properties/anyText';

describe('visible text', () => {
  it('writes out what would steer a terminal or turn the text', () => {
    expect(visibleText('\u001b[31mred\u0000\u0007')).toBe('\\x1b[31mred\\x00\\x07');
    expect(visibleText('a\u202eb\u2066c\u200f')).toBe('a\\u202eb\\u2066c\\u200f');
    expect(visibleText('\u0085\u009b')).toBe('\\x85\\x9b');
    expect(visibleText('\ud83d!')).toBe('\\ud83d!');
  });

  it('leaves ordinary text, tabs and characters outside the first plane alone', () => {
    const text = 'Größe\t7 % « ok » 😀 日本';
    expect(visibleText(text)).toBe(text);
  });

  it('never lets a control, bidirectional or broken character through', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const shown = visibleText(text);
        expect(/\p{Surrogate}/u.test(shown)).toBe(false);
        expect(/[\p{Cc}\p{Bidi_Control}]/u.test(shown.replaceAll('\t', ''))).toBe(false);
      }),
    );
  });
});

describe('lines as text', () => {
  it('gives one line per line of output and joins the pieces of a long one', () => {
    const [line] = outputLines(1);
    if (!line) throw new Error('no line');
    const long = { ...line, text: 'x'.repeat(5000) };
    const text = linesText([...rowsOf(long), ...rowsOf({ ...line, seq: 1, text: '\u001bend' })]);
    expect(text.split('\n').map((one) => one.length > 5000)).toEqual([true, false]);
    expect(text.endsWith('\\x1bend')).toBe(true);
    expect(text.startsWith(`${timeOfDay(line.at)}  info  msi  xxx`)).toBe(true);
  });

  it('shows the time of day with two digits each', () => {
    expect(timeOfDay(new Date(2026, 10, 24, 4, 7, 9).getTime())).toBe('04:07:09');
  });
});
