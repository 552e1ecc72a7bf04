import type { z } from 'zod';
import { logLevels, type LogLine, type LogsAsked, type LogsWish } from '../../../shared/bridge/logs';
import type { Body } from './body';

/** A log as it lies on the desk: what is asked of it goes by its place and the clock that it is taken for. */
export interface Laid {
  readonly place: number;
  readonly body: Body;
  /** Its times minus UTC, in ms. */
  readonly shiftMs: number;
}

/** All lines in the order of their moments: for each the log (by its index in `logs`) and the line in it. */
interface InOrder {
  readonly logs: readonly Laid[];
  readonly log: Uint16Array;
  readonly line: Uint32Array;
  readonly at: Float64Array;
}

/** Puts lines of logs in the order of their moments; those without one stand last. Lines of one moment keep their order. */
export function inOrder(logs: readonly Laid[]): InOrder {
  const parts = logs.map((laid, index) => sorted(laid, index));
  // Two at a time, so that each line is moved as often as there are halvings.
  const merge = (from: number, to: number): Part => {
    if (to - from === 1) return parts[from] ?? emptyPart();
    const half = (from + to) >> 1;
    return merged(merge(from, half), merge(half, to));
  };
  return { logs, ...(parts.length === 0 ? emptyPart() : merge(0, parts.length)) };
}

type Part = Pick<InOrder, 'log' | 'line' | 'at'>;
const emptyPart = (size = 0): Part => ({
  log: new Uint16Array(size),
  line: new Uint32Array(size),
  at: new Float64Array(size),
});

function sorted({ body, shiftMs }: Laid, index: number): Part {
  const part = emptyPart(body.count);
  part.log.fill(index);
  let rising = true;
  let last = Number.NEGATIVE_INFINITY;
  for (let line = 0; line < body.count; line += 1) {
    const own = body.at[line] ?? Number.NaN;
    const at = Number.isNaN(own) ? Number.POSITIVE_INFINITY : own - shiftMs;
    part.at[line] = at;
    part.line[line] = line;
    if (at < last) rising = false;
    last = at;
  }
  if (rising) return part;
  const at = part.at.slice();
  // Event logs are exported newest first.
  part.line.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);
  for (let place = 0; place < part.line.length; place += 1) part.at[place] = at[part.line[place] ?? 0] ?? 0;
  return part;
}

function merged(left: Part, right: Part): Part {
  const out = emptyPart(left.at.length + right.at.length);
  let [l, r] = [0, 0];
  for (let place = 0; place < out.at.length; place += 1) {
    const takeLeft = r >= right.at.length || (l < left.at.length && (left.at[l] ?? 0) <= (right.at[r] ?? 0));
    const [from, index] = takeLeft ? [left, l++] : [right, r++];
    out.log[place] = from.log[index] ?? 0;
    out.line[place] = from.line[index] ?? 0;
    out.at[place] = from.at[index] ?? 0;
  }
  return out;
}

/** Whether lines fit a wish, apart from their moment. */
function fits(all: InOrder, wish: Omit<LogsWish, 'from' | 'to'>): (place: number) => boolean {
  const files = new Set(wish.files);
  const isWanted = all.logs.map(({ place }) => files.size === 0 || files.has(place));
  const levels = logLevels.map((level) => wish.levels.length === 0 || wish.levels.includes(level));
  const words = wish.words.trim().toLowerCase();
  return (place) => {
    const index = all.log[place] ?? 0;
    const line = all.line[place] ?? 0;
    if (isWanted[index] !== true) return false;
    const body = all.logs[index]?.body;
    if (body === undefined || levels[body.severity[line] ?? 0] !== true) return false;
    return words === '' || says(body, line, words);
  };
}

function says(body: Body, line: number, words: string): boolean {
  const event = body.events?.id[line];
  return String(event ?? '') === words || body.text(line).toLowerCase().includes(words);
}

/** The first place whose moment is not before `at`. */
function placeOf(at: number, all: InOrder): number {
  let [low, high] = [0, all.at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all.at[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The places of the lines that are wished for, in order. Lines without a moment count where no time is asked for. */
export function placesOf(all: InOrder, { from, to, ...wish }: LogsWish): Uint32Array {
  const begin = from === null ? 0 : placeOf(from, all);
  const end =
    to === null
      ? from === null
        ? all.at.length
        : placeOf(Number.POSITIVE_INFINITY, all)
      : placeOf(to + 1, all);
  const places = new Uint32Array(Math.max(0, end - begin));
  const isFit = fits(all, wish);
  let count = 0;
  for (let place = begin; place < end; place += 1)
    if (isFit(place)) {
      places[count] = place;
      count += 1;
    }
  return places.subarray(0, count);
}

/** The number of a line, or the record number of an event, where its log tells one. */
const numberAt = ({ events }: Body, index: number): number => {
  const record = events?.record[index] ?? 0;
  return record > 0 ? record : index + 1;
};

/** Some lines of a log as they stand in it (`getLogText`). A number that no line has is taken for a place. */
export function textOf(body: Body | null, { from, limit, around }: TextAsked): TextOf {
  const total = body?.count ?? 0;
  const place = around === true && body !== null ? placeOfNumber(body, from) - (limit >> 1) : from;
  const first = Math.max(1, place);
  const count = Math.max(0, Math.min(limit, total - first + 1));
  const indexes = body === null ? [] : Array.from({ length: count }, (_, index) => first - 1 + index);
  return {
    lines: indexes.map((index) => body?.text(index) ?? ''),
    numbers: indexes.map((index) => (body === null ? 0 : numberAt(body, index))),
    first,
    total,
  };
}

type TextAsked = z.output<LogsAsked['getLogText']['input']>;
type TextOf = z.output<LogsAsked['getLogText']['reply']>;

function placeOfNumber({ events }: Body, number: number): number {
  const index = events === null ? -1 : events.record.indexOf(number);
  return index < 0 ? number : index + 1;
}

/** A line as pages get it. */
export function lineAt({ place, body, shiftMs }: Laid, line: number): LogLine {
  const at = (body.at[line] ?? Number.NaN) - shiftMs;
  return {
    file: place,
    line: numberAt(body, line),
    at: Number.isNaN(at) || at < 0 ? null : Math.round(at),
    level: logLevels[body.severity[line] ?? 0] ?? 'information',
    text: body.text(line),
    event: body.events?.id[line] ?? null,
  };
}

/** The lines at some places. */
export function linesAt(all: InOrder, places: Uint32Array): LogLine[] {
  return [...places].flatMap((place) => {
    const laid = all.logs[all.log[place] ?? 0];
    return laid === undefined ? [] : [lineAt(laid, all.line[place] ?? 0)];
  });
}

type Counts = [information: number, warning: number, error: number];

/** How many of the wished lines of each level fall into each equal part of the time from `from` to `to`. */
export function lanesOf(
  all: InOrder,
  places: Uint32Array,
  { from, to, buckets }: { from: number; to: number; buckets: number },
): { file: number; counts: Counts[] }[] {
  const flat = all.logs.map(() => new Uint32Array(buckets * 3));
  const perBucket = buckets / Math.max(1, to - from + 1);
  for (const place of places) {
    const index = all.log[place] ?? 0;
    const counts = flat[index];
    const severity = all.logs[index]?.body.severity[all.line[place] ?? 0] ?? 0;
    const bucket = Math.min(buckets - 1, Math.floor(((all.at[place] ?? 0) - from) * perBucket));
    if (counts !== undefined) counts[bucket * 3 + severity] = (counts[bucket * 3 + severity] ?? 0) + 1;
  }
  return all.logs.map(({ place }, index) => ({
    file: place,
    counts: Array.from({ length: buckets }, (_, bucket): Counts => {
      const at = bucket * 3;
      const counts = flat[index];
      return [counts?.[at] ?? 0, counts?.[at + 1] ?? 0, counts?.[at + 2] ?? 0];
    }),
  }));
}
