import { outputLineSchema } from '../../shared/output';
import { matchesWish, wordsPattern, type OutputWish } from '../../shared/outputWish';
import type { LineFile } from './lineFile';

/** Lines are read and looked through in pieces of so many bytes: a piece full of hits takes a few milliseconds. */
const pieceBytes = 256 * 1024;

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
  const hits: number[] = [];
  let reached = Math.min(range.before, file.count());
  while (reached > range.downTo) {
    const { first, bytes } = await file.stretch(reached, pieceBytes);
    const found = hitsIn(bytes, wish)
      .map((at) => first + at)
      .filter((seq) => seq >= range.downTo)
      .reverse();
    const enough = found.slice(0, range.limit - hits.length);
    hits.push(...enough);
    const last = enough.at(-1);
    if (hits.length >= range.limit && last !== undefined) return { hits, reached: last };
    reached = Math.max(first, range.downTo);
    if (performance.now() > until) break;
  }
  return { hits, reached: Math.max(reached, range.downTo) };
}

/** Which lines of a piece (0 is its first) match, ascending. */
function hitsIn(bytes: Buffer, wish: OutputWish): number[] {
  // As the words stand in a line of the file, which is JSON. It may stand elsewhere than in the text: each place is looked at.
  const written = JSON.stringify(wish.words.trim()).slice(1, -1);
  // eslint-disable-next-line no-control-regex -- ASCII is what is looked for
  const isPlain = /^[\x00-\x7f]*$/.test(written);
  // Letters of ASCII are found without decoding, which is most of the time otherwise.
  const text = bytes.toString(isPlain ? 'latin1' : 'utf8');
  const pattern = wordsPattern(written, 'gi');
  const matches = matchesWish(wish);
  const hits: number[] = [];
  let line = 0;
  let start = 0;
  for (let place = pattern.exec(text); place !== null; place = pattern.exec(text)) {
    for (
      let end = text.indexOf('\n', start);
      end >= 0 && end < place.index;
      end = text.indexOf('\n', start)
    ) {
      line += 1;
      start = end + 1;
    }
    const end = text.indexOf('\n', start);
    const raw = text.slice(start, end < 0 ? text.length : end);
    if (isHit(isPlain ? Buffer.from(raw, 'latin1').toString() : raw, matches)) hits.push(line);
    if (end < 0) break;
    line += 1;
    start = end + 1;
    pattern.lastIndex = start;
  }
  return hits;
}

function isHit(raw: string, matches: ReturnType<typeof matchesWish>): boolean {
  try {
    const parsed = outputLineSchema.safeParse(JSON.parse(raw));
    return parsed.success && matches(parsed.data);
  } catch {
    return false;
  }
}
