import type { Body, EventValue } from '../body';
import { type EventText, eventRows, severityOf } from './eventRows';
import { isoTime } from './xml';

const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;
const open = 0x7b;
const close = 0x7d;
/** Bytes of one event; what is longer is passed by. */
const eventBytes = 1024 * 1024;

/**
 * Reads events as `Get-WinEvent | ConvertTo-Json` gives them, in one array or one an line. Each event is parsed by itself, so that a
 * damaged one costs none of the others, and a file of any size little memory.
 */
export function jsonEvents(bytes: Buffer): Body {
  const rows = eventRows((start, end) => textOf(parse(bytes, start, end) ?? {}));
  for (const [start, end] of objectsIn(bytes)) {
    const event = end - start > eventBytes ? null : parse(bytes, start, end);
    const id = numberOf(event?.Id ?? event?.EventID);
    if (event === null || id === null) continue;
    rows.push({
      start,
      end,
      at: timeOf(event.TimeCreated),
      severity: severityOf(numberOf(event.Level) ?? 4),
      id,
      provider: wordOf(event.ProviderName).slice(0, 200),
      record: numberOf(event.RecordId) ?? 0,
    });
    if (rows.full()) break;
  }
  return rows.done();
}

type Json = Readonly<Record<string, unknown>>;

function parse(bytes: Buffer, start: number, end: number): Json | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', start, end));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const valueOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
const numberOf = (value: unknown): number | null => {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' ? Number(value || Number.NaN) : Number.NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
};

/** Windows PowerShell writes "/Date(1700000000000)/" (as text, or as value of an object), PowerShell 7 an ISO time. */
function timeOf(value: unknown): number {
  const text = isObject(value) ? wordOf(value.value ?? value.DateTime) : wordOf(value);
  const ms = /^\/Date\((\d{1,15})\)\/$/.exec(text)?.[1];
  return ms === undefined ? isoTime(text) : Number(ms);
}

function textOf(event: Json): EventText {
  const values = Array.isArray(event.Properties) ? event.Properties.slice(0, 60) : [];
  const data: EventValue[] = values.map((entry: unknown) => ({
    name: '',
    value: valueOf(isObject(entry) ? entry.Value : entry),
  }));
  return { message: wordOf(event.Message), data };
}

/** Where the outermost objects stand: those of the array, or of the lines. */
function* objectsIn(bytes: Buffer): Generator<readonly [start: number, end: number]> {
  let depth = 0;
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = endOfText(bytes, at);
    else if (byte === open) {
      // At the beginning of a line an event begins, even where the one before was cut off.
      if (bytes[at - 1] === lineFeed) depth = 0;
      if (depth === 0) start = at;
      depth += 1;
    } else if (byte === close && depth > 0) {
      depth -= 1;
      if (depth === 0) yield [start, at + 1];
    }
  }
}

/** The quote at the end of a text that begins at `from`, or the end of its line: no text of JSON goes over it. */
function endOfText(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote || byte === lineFeed) return at;
    if (byte === backslash) at += 1;
  }
  return bytes.length;
}
