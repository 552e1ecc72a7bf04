/** What a spreadsheet takes for a formula at the beginning of a cell, behind any of our own marks. */
const formula = /^'*[=+\-@\t\r]/;

/**
 * A field of CSV, always in quotes. A text that a spreadsheet would carry out as a formula gets an apostrophe in front, which spreadsheets
 * take for "this is text"; `csvTable` takes it away again.
 */
export const csvField = (text: string): string =>
  `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** A line of CSV with its end. */
export const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`;

/** A field as it was before `csvField`. */
const unmarked = (field: string): string =>
  field.startsWith("'") && formula.test(field) ? field.slice(1) : field;

/** Guards against tables that are made to exhaust this computer. */
export const tableLimits = { rows: 20_000, columns: 200, field: 32_768 } as const;

/** Why a text is no table (`results:refused.<id>`). */
export type TableFault = 'notTable' | 'tooManyRows' | 'tooManyColumns' | 'longField' | 'openQuote';

/** The lines of a table, each with its fields; the first names the columns. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const separators = [',', ';', '\t'] as const;
/** Where a field may end, by what parts the fields. */
const special = { ',': /[",\r\n]/g, ';': /[";\r\n]/g, '\t': /["\t\r\n]/g } as const;

/** What parts the fields: what a spreadsheet said in a line of its own (`sep=;`), else what the first line has most of outside quotes. */
function separatorOf(text: string): {
  readonly separator: (typeof separators)[number];
  readonly from: number;
} {
  const said = /^sep=([,;\t])\r?\n/i.exec(text);
  if (said !== null)
    return { separator: separators.find((one) => one === said[1]) ?? ',', from: said[0].length };
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (one: string): number => first.split(one).length;
  return { separator: separators.toSorted((a, b) => count(b) - count(a))[0] ?? ',', from: 0 };
}

/**
 * Reads a table of comma, semicolon or tab separated fields as spreadsheets and PowerShell write it. Quotes hold line breaks; rows that are
 * shorter than the first line end in empty fields. Whatever the text, this ends: it is gone through once.
 */
export function csvTable(text: string): CsvTable | TableFault {
  const { separator, from } = separatorOf(text);
  const lines: string[][] = [];
  const ends = special[separator];
  let at = from;
  let line: string[] = [];
  while (at < text.length) {
    const quoted = text[at] === '"';
    const close = quoted ? closingQuote(text, at) : at;
    if (close === -1) return 'openQuote';
    let end = close + (quoted ? 1 : 0);
    for (;;) {
      ends.lastIndex = end;
      const hit = ends.exec(text);
      end = hit?.index ?? text.length;
      // A quote inside an unquoted field is a letter.
      if (hit?.[0] !== '"') break;
      end += 1;
    }
    const field = quoted ? text.slice(at + 1, close).replaceAll('""', '"') : text.slice(at, end).trim();
    if (field.length > tableLimits.field) return 'longField';
    line.push(unmarked(field));
    if (line.length > tableLimits.columns) return 'tooManyColumns';
    at = end + 1;
    if (text[end] === separator) {
      // A separator at the very end has an empty field behind it.
      if (at >= text.length) line.push('');
      continue;
    }
    if (text[end] === '\r' && text[at] === '\n') at += 1;
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
    if (lines.length > tableLimits.rows + 1) return 'tooManyRows';
  }
  if (line.length > 1 || (line.length === 1 && line[0] !== '')) lines.push(line);
  const [columns = [], ...rows] = lines;
  if (columns.length < 2) return 'notTable';
  return { columns, rows };
}

/** Where an opening quote is closed; two quotes together are one quote of the text. -1 if it stays open. */
function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}
