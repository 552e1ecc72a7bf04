import type { OutputRow } from './outputRow';
import { visibleText } from '../../components/visibleText';

const two = (value: number) => String(value).padStart(2, '0');

/** The local time of day of an instant (epoch milliseconds) as `14:47:18`. */
export function timeOfDay(at: number): string {
  const time = new Date(at);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** Rows as plain text, one line per line of output; the pieces of a long line are joined again. */
export function linesText(rows: readonly OutputRow[]): string {
  let text = '';
  for (const row of rows) {
    if ((row.part ?? 0) > 0 && text !== '') text += visibleText(row.text);
    else
      text += `${text === '' ? '' : '\n'}${timeOfDay(row.at)}  ${row.level}  ${row.source}  ${visibleText(row.text)}`;
  }
  return text;
}
