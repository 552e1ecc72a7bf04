import type { OutputLine } from '../../../shared/bridge/output';

/** How many characters of a line one row shows; the rest of a longer line goes on in the next rows. */
export const rowLength = 4096;

/** What one row of the log shows: a line as it is, or a piece of a long one; `part` counts the pieces from 0. */
export type OutputRow = OutputLine & { part?: number };

/** A line as rows. Only very long lines become more than one; the others are rows already, and are not copied. */
export function rowsOf(line: OutputLine): OutputRow[] {
  if (line.text.length <= rowLength) return [line];
  const rows: OutputRow[] = [];
  for (let start = 0; start < line.text.length;) {
    const end = cut(line.text, start + rowLength);
    rows.push({ ...line, text: line.text.slice(start, end), part: rows.length });
    start = end;
  }
  return rows;
}

// A cut between the two halves of one character would show two broken ones.
function cut(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff ? at - 1 : at;
}
