import type { Body } from '../body';
import { dateOf, timeOfDay } from '../dates';
import { eventRows, severityOf } from './eventRows';
import { isoTime } from './xml';

const quote = 0x22;
const lineFeed = 0x0a;
const rowBytes = 1024 * 1024;

/** Where the values of an event stand in its row; -1: nowhere. */
interface Columns {
  readonly separator: string;
  readonly time: number;
  readonly id: number;
  readonly level: number;
  readonly provider: number;
  readonly message: number;
  readonly record: number;
}

/**
 * The columns of a list of events: by name as `Export-Csv` writes them (names of properties, the same in every language), by place as
 * Event Viewer does (level, date and time, source, id, category; its headings are in the language of the person). Null: no such list.
 * @param rows the first rows, the heading among them
 */
export function columnsOf(rows: readonly string[]): Columns | null {
  const heading = rows.find((row) => !row.startsWith('#TYPE'));
  if (heading === undefined) return null;
  const separator = [',', ';', '\t'].find((one) => fieldsOf(heading, one).length >= 4);
  if (separator === undefined) return null;
  const names = fieldsOf(heading, separator);
  const place = (...known: string[]): number => names.findIndex((name) => known.includes(name));
  const [time, id] = [place('TimeCreated', 'TimeGenerated'), place('Id', 'EventID', 'EventId', 'InstanceId')];
  if (time !== -1 && id !== -1)
    return {
      separator,
      time,
      id,
      level: place('Level'),
      provider: place('ProviderName', 'Source'),
      message: place('Message'),
      record: place('RecordId', 'Index'),
    };
  const first = rows[rows.indexOf(heading) + 1];
  const values = first === undefined ? [] : fieldsOf(first, separator);
  const isViewer =
    names.length === 5 &&
    values.length >= 5 &&
    /^\d{1,5}$/.test(values[3] ?? '') &&
    /\d:\d\d/.test(values[1] ?? '');
  return isViewer ? { separator, time: 1, id: 3, level: -1, provider: 2, message: 5, record: -1 } : null;
}

/** The first rows of a text, those inside quotes whole. */
export function firstRows(text: string): string[] {
  const bytes = Buffer.from(text);
  const rows: string[] = [];
  for (const [start, end] of rowsIn(bytes)) {
    rows.push(bytes.toString('utf8', start, end));
    if (rows.length === 3) break;
  }
  return rows;
}

/** Reads events as rows. Times are those of the account that exported them, in the order that its Windows likes. */
export function csvEvents(bytes: Buffer, columns: Columns, near: number | null): Body {
  const fields = (start: number, end: number) =>
    fieldsOf(bytes.toString('utf8', start, end), columns.separator);
  const rows = eventRows((start, end) => ({ message: fields(start, end)[columns.message] ?? '', data: [] }));
  const times: string[] = [];
  for (const [start, end] of rowsIn(bytes)) {
    const row = fields(start, end);
    const id = numberOf(row[columns.id]);
    if (!Number.isSafeInteger(id) || id < 0 || id > 65_535) continue;
    times.push(row[columns.time] ?? '');
    rows.push({
      start,
      end,
      at: Number.NaN,
      severity: severityOf(Number(row[columns.level] ?? 4)),
      id,
      provider: (row[columns.provider] ?? '').slice(0, 200),
      record: Number(row[columns.record]) || 0,
    });
    if (rows.full()) break;
  }
  const body = rows.done();
  const order = orderOf(times, near);
  for (const [index, time] of times.entries()) body.at[index] = timeIn(time, order, near);
  return body;
}

const written =
  /^(\d{1,4})[./-] ?(\d{1,2})[./-] ?(\d{1,4})\.?,?[ T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(\S*)/;
type Order = 'day' | 'month' | 'unknown';

/** A list of dates tells the order of its numbers where one of them is above 12. */
function orderOf(times: readonly string[], near: number | null): Order {
  for (const time of times) {
    const [, a = '0', b = '0'] = written.exec(time) ?? [];
    if (a.length <= 2 && Number(a) > 12) return 'day';
    if (a.length <= 2 && Number(b) > 12) return 'month';
  }
  return near === null && times.some((time) => /[AP]M$/i.test(time)) ? 'month' : 'unknown';
}

function timeIn(text: string, order: Order, near: number | null): number {
  const found = written.exec(text);
  if (found === null) return isoTime(text);
  const [a = 0, b = 0, c = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const day =
    order === 'unknown' || a > 31
      ? dateOf([a, b, c], near)
      : dateOf(order === 'day' ? [c < 100 ? 2000 + c : c, b, a] : [c < 100 ? 2000 + c : c, a, b], near);
  if (day === null) return Number.NaN;
  const half = (found[7] ?? '').toUpperCase();
  const shift = half === 'PM' && hours < 12 ? 12 : half === 'AM' && hours === 12 ? -12 : 0;
  return day + timeOfDay(hours + shift, minutes, seconds);
}

/** The number of a field; NaN for an empty one. */
const numberOf = (field: string | undefined): number =>
  field === undefined || field === '' ? Number.NaN : Number(field);

/** Where rows stand. A line end inside quotes belongs to the value; a quote that never ends costs `rowBytes` and no more. */
function* rowsIn(bytes: Buffer): Generator<readonly [start: number, end: number]> {
  let start = 0;
  let inside = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) inside = !inside;
    if (byte !== lineFeed || (inside && at - start < rowBytes)) continue;
    if (at > start && at - start < rowBytes) yield [start, at];
    start = at + 1;
    inside = false;
  }
  if (bytes.length > start && bytes.length - start < rowBytes) yield [start, bytes.length];
}

function fieldsOf(row: string, separator: string): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= row.length) {
    if (row[at] === '"') {
      let end = row.indexOf('"', at + 1);
      while (end !== -1 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
      if (end === -1) end = row.length;
      fields.push(row.slice(at + 1, end).replaceAll('""', '"'));
      at = row.indexOf(separator, end);
    } else {
      const end = row.indexOf(separator, at);
      fields.push(row.slice(at, end === -1 ? undefined : end).trim());
      at = end;
    }
    if (at === -1) break;
    at += 1;
  }
  return fields;
}
