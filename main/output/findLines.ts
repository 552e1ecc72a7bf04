import { outputLineSchema, matchesWish, wordsPattern, type OutputWish } from '../../shared/bridge/output';
import type { LineFile } from './lineFile';

/** Lines are read in pieces of so many bytes, and a piece that may hold hits again in small ones, which take a few milliseconds. */
const wide = 1 << 20;
const small = 1 << 18;
/** So many bytes of a piece are made text at once: a text of that size lies in memory that is used again, a larger one costs pages of its own. */
const atOnce = 1 << 16;
/** So many pieces are on their way from the disk while one is looked at: reading takes longer than looking. */
const ahead = 3;
const lineEnd = 0x0a;

/** Which lines are looked at (`downTo` ≤ number < `before`, from the newest back), how many hits are enough, and for how long (ms). */
export interface FindRange {
  readonly before: number;
  readonly downTo: number;
  readonly limit: number;
  readonly budgetMs: number;
}

/** Numbers of the lines that were found, the newest first, and how far back the search came: all from `reached` on is looked at. */
export interface Found {
  readonly hits: number[];
  readonly reached: number;
}

/**
 * Searches a file of output lines for words in any case. Other work gets its turn between the pieces; who wants to go on
 * asks again from `reached`, who does not asks no more. A damaged line is no hit. Rejects with what the disk throws.
 */
export async function findLines(file: LineFile, wish: OutputWish, range: FindRange): Promise<Found> {
  const until = performance.now() + range.budgetMs;
  const look = lookFor(wish);
  const hits: number[] = [];
  const nextPiece = piecesOf(file, Math.min(range.before, file.count()), range.downTo);
  const lent = Buffer.allocUnsafe(small);
  let reached = Math.min(range.before, file.count());
  const isOver = () => performance.now() > until;
  while (reached > range.downTo) {
    const { first: end, bytes } = await nextPiece();
    if (!look.mayHit(bytes)) {
      reached = Math.max(end, range.downTo);
      if (isOver()) break;
      continue;
    }
    while (reached > Math.max(end, range.downTo)) {
      const first = Math.max(end, file.firstOf(reached, small));
      const part = await file.bytesOf(first, reached, lent);
      const found = (look.mayHit(part) ? look.hitsIn(part) : [])
        .map((at) => first + at)
        .filter((seq) => seq >= range.downTo)
        .reverse();
      const enough = found.slice(0, range.limit - hits.length);
      hits.push(...enough);
      const last = enough.at(-1);
      if (hits.length >= range.limit && last !== undefined) return { hits, reached: last };
      reached = Math.max(first, range.downTo);
      if (isOver()) return { hits, reached };
    }
  }
  return { hits, reached: Math.max(reached, range.downTo) };
}

/** Gives the wide pieces of a file from line `before` back to `downTo`, one at each call; the next ones are being read meanwhile. */
function piecesOf(file: LineFile, before: number, downTo: number) {
  const memory = Array.from({ length: ahead + 1 }, () => Buffer.allocUnsafe(wide));
  const coming: { first: number; bytes: Promise<Buffer> }[] = [];
  let next = before;
  return async (): Promise<{ first: number; bytes: Buffer }> => {
    while (coming.length < ahead && next > downTo) {
      const lent = memory.shift() ?? Buffer.allocUnsafe(wide);
      // What the caller looked at last is free again at the next call but one.
      memory.push(lent);
      const first = file.firstOf(next, wide);
      const bytes = file.bytesOf(first, next, lent);
      // Nobody may come for it any more.
      bytes.catch(() => undefined);
      coming.push({ first, bytes });
      next = first;
    }
    const piece = coming.shift();
    if (piece === undefined) throw new RangeError('there is no line left');
    return { first: piece.first, bytes: await piece.bytes };
  };
}

/** How a piece of the file is looked through. */
function lookFor(wish: OutputWish) {
  // As the words stand in a line of the file, which is JSON. They may stand elsewhere than in the text: each place is looked at.
  const written = JSON.stringify(wish.words.trim()).slice(1, -1);
  // eslint-disable-next-line no-control-regex -- ASCII is what is looked for
  const isPlain = /^[\x00-\x7f]*$/.test(written);
  const pattern = wordsPattern(written);
  const places = wordsPattern(written, 'gi');
  const matches = matchesWish(wish);
  const isHit = (raw: string): boolean => {
    try {
      const json = isPlain ? Buffer.from(raw, 'latin1').toString() : raw;
      const parsed = outputLineSchema.safeParse(JSON.parse(json));
      return parsed.success && matches(parsed.data);
    } catch {
      return false;
    }
  };
  // Letters of ASCII are found without decoding, which is most of the time otherwise.
  const textOf = (bytes: Buffer, start: number, end: number): string =>
    bytes.toString(isPlain ? 'latin1' : 'utf8', start, end);
  return {
    /** Whether a piece, which ends with a line, may hold hits. No hit lies in two lines. */
    mayHit(bytes: Buffer): boolean {
      for (let start = 0; start < bytes.length;) {
        const end = endOfLines(bytes, start);
        if (pattern.test(textOf(bytes, start, end))) return true;
        start = end;
      }
      return false;
    },
    /** Which lines of a piece (0 is its first) match, ascending. */
    hitsIn(bytes: Buffer): number[] {
      const text = textOf(bytes, 0, bytes.length);
      const hits: number[] = [];
      let line = 0;
      let start = 0;
      places.lastIndex = 0;
      for (let place = places.exec(text); place !== null; place = places.exec(text)) {
        let end = text.indexOf('\n', start);
        for (; end >= 0 && end < place.index; end = text.indexOf('\n', start)) {
          line += 1;
          start = end + 1;
        }
        if (isHit(text.slice(start, end < 0 ? text.length : end))) hits.push(line);
        if (end < 0) break;
        line += 1;
        start = end + 1;
        places.lastIndex = start;
      }
      return hits;
    },
  };
}

/** Where the whole lines from `start` on end that are looked at together: at least one. */
function endOfLines(bytes: Buffer, start: number): number {
  if (bytes.length - start <= atOnce) return bytes.length;
  const last = bytes.lastIndexOf(lineEnd, start + atOnce - 1);
  if (last >= start) return last + 1;
  const next = bytes.indexOf(lineEnd, start + atOnce);
  return next < 0 ? bytes.length : next + 1;
}
