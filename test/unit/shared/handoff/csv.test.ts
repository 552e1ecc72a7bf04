import { describe, expect, it } from 'vitest';
import { csvLine, csvTable, tableLimits } from '../../../../shared/handoff/csv';

describe('a table', () => {
  it.each([
    ['commas', 'a,b\r\n1,"x,""y"""\r\n', [['1', 'x,"y"']]],
    ['semicolons of a French spreadsheet', 'a;b\n1;2,5\n', [['1', '2,5']]],
    ['tabs', 'a\tb\n1\t2', [['1', '2']]],
    ['what a spreadsheet says of itself', 'sep=;\r\na,x;b\r\n1;2\r\n', [['1', '2']]],
    ['a line break in quotes', 'a,b\n"1\r\n2",3\n', [['1\r\n2', '3']]],
    ['empty lines and a last empty field', 'a,b\n\n1,\n\r\n', [['1', '']]],
    ['a quote that is a letter', 'a,b\n5" disk,2\n', [['5" disk', '2']]],
    ['letters behind a closed quote', 'a,b\n"1" x,2\n', [['1', '2']]],
  ])('is read with %s', (_, text, rows) => {
    expect(csvTable(text)).toMatchObject({ rows });
  });

  it.each([
    ['one column', 'a\n1\n', 'notTable'],
    ['a quote that stays open', 'a,b\n"1,2\n3,4\n', 'openQuote'],
    ['too many rows', `a,b\n${'1,2\n'.repeat(tableLimits.rows + 1)}`, 'tooManyRows'],
    ['too many columns', `${'a,'.repeat(tableLimits.columns + 1)}b\n`, 'tooManyColumns'],
    ['a giant field', `a,b\n${'x'.repeat(tableLimits.field + 1)},2\n`, 'longField'],
  ])('with %s is none', (_, text, fault) => {
    expect(csvTable(text)).toBe(fault);
  });

  it('gives a spreadsheet no formula, and is read back as it was written', () => {
    const row = ['=HYPERLINK("http://x.example")', "'=1", '+1', '-1', '@a', "it's", ''];
    const text = csvLine(row.map((_, index) => `c${String(index)}`)) + csvLine(row);
    expect(text.split('\r\n')[1]).toBe(
      `"'=HYPERLINK(""http://x.example"")","''=1","'+1","'-1","'@a","it's",""`,
    );
    expect(csvTable(text)).toMatchObject({ rows: [row] });
  });

  it('ends in bounded time on a line of ten megabytes of quotes', () => {
    const before = performance.now();
    csvTable(`a,b\n${'"'.repeat(10_000_000)}`);
    csvTable(`a,b\n${',"'.repeat(5_000_000)}`);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
