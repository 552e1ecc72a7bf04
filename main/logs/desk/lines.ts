import { limits } from '../limits';
import { type Body, growing, type Severity, shown } from './body';
import { dayMs } from './dates';
import { decode, type Text } from './form';

/** What a reader says of one line. */
export interface LineRead {
  /** In the clock of the file; `ofDay`: only the time of day is known. */
  readonly at?: number;
  readonly ofDay?: number;
  readonly severity?: Severity;
}

/** How lines of a kind are read. */
export interface LineReader {
  /** Reads a line. `line` gives its text, which costs. */
  read(bytes: Buffer, start: number, end: number, line: () => string): LineRead | null;
  /** Midnight of the day on which the log begins, where its times are times of day; null: not known. */
  firstDay?(lastOfDay: number): number | null;
}

/** A text, line by line. */
export interface Lines extends Body {
  /** How many lines of the file there are, as far as they were taken. */
  readonly cut: boolean;
}

const newLine = 10;

/**
 * Takes a text apart into lines, and reads time and level of each. A line without a time has that of the line before, because a
 * text of several lines is one entry. Lines beyond `limits.lines` are left out.
 */
export function linesOf(text: Text, reader: LineReader): Lines {
  const { bytes, width } = text;
  const starts = growing.places(roomFor(bytes));
  const at = growing.moments(roomFor(bytes));
  const severity = growing.small(roomFor(bytes));
  const most = limits.shown * (text.form === 'utf8' ? 3 : width);
  let start = 0;
  let end = 0;
  const line = (): string => decode(text, start, Math.min(end, start + most));
  let time = Number.NaN;
  let ofDay = Number.NaN;
  let days = 0;
  while (start < bytes.length && starts.length < limits.lines) {
    const next = endOfLine(bytes, start, width);
    end = next;
    const said = reader.read(bytes, start, end, line);
    if (said?.at !== undefined) time = said.at;
    else if (said?.ofDay !== undefined) {
      // A log goes on after midnight; a line that is a little older than the one before stays on its day.
      if (said.ofDay < ofDay - dayMs / 2) days += 1;
      ofDay = said.ofDay;
      time = days * dayMs + ofDay;
    }
    starts.push(start);
    at.push(time);
    severity.push(said?.severity ?? 0);
    start = next + width;
  }
  const times = at.done();
  const cut = start < bytes.length;
  settle(times, reader, ofDay, days);
  const begins = starts.done();
  return {
    count: begins.length,
    at: times,
    severity: severity.done(),
    events: null,
    cut,
    text(index) {
      const from = begins[index] ?? bytes.length;
      const to = Math.min(begins[index + 1] ?? bytes.length, from + most);
      return shown(decode(text, from, to));
    },
    data: () => [],
  };
}

/** Times of day get their day, and the lines before the first time get that. */
function settle(times: Float64Array, reader: LineReader, lastOfDay: number, days: number): void {
  if (reader.firstDay !== undefined && !Number.isNaN(lastOfDay)) {
    const first = reader.firstDay(lastOfDay + days * dayMs) ?? Number.NaN;
    for (let index = 0; index < times.length; index += 1) times[index] = (times[index] ?? 0) + first;
  }
  const begins = times.findIndex((time) => !Number.isNaN(time));
  if (begins > 0) times.fill(times[begins] ?? Number.NaN, 0, begins);
}

/** Where the next line feed stands, or the end. */
export function endOfLine(bytes: Buffer, from: number, width: 1 | 2): number {
  let found = bytes.indexOf(newLine, from);
  if (width === 2)
    while (found !== -1 && (found % 2 === 1 || bytes[found + 1] !== 0))
      found = bytes.indexOf(newLine, found + 1);
  return found === -1 ? bytes.length : found;
}

/** Logs have some 160 bytes a line. */
const roomFor = (bytes: Buffer): number => Math.min(limits.lines, Math.ceil(bytes.length / 128) + 16);
