import type { ReplyOf } from '../../../../shared/bridge/contract';
import { lengthOf, type Stretch } from './stretch';

/** What main counted in one file, by equal parts of a stretch: lines that inform, warn, tell an error. */
export type LaneCounts = ReplyOf<'getLogLanes'>['lanes'][number]['counts'];

/** Ticks stand at least this far apart (px), glyphs so far that none lies over another. */
export const tickApart = 3;
export const glyphApart = 16;

/** What is drawn of one lane: ticks as one path, and where glyphs stand, in pixels of the lane. */
export interface Marks {
  readonly ticks: string;
  readonly warnings: readonly number[];
  readonly errors: readonly number[];
  /** How many ticks and glyphs these are. */
  readonly drawn: number;
}

export const noMarks: Marks = { ticks: '', warnings: [], errors: [], drawn: 0 };

/** The height of a tick by how many lines it stands for: 1 is low, some hundreds fill the lane. */
const heightOf = (count: number): number => Math.min(18, 10 + Math.round(3 * Math.log10(count)));

/**
 * The marks of a lane. The counts may be those of another stretch than the one that is shown, because an answer takes longer than
 * a turn of the wheel. Never more marks than the lane has room for, however many lines there are.
 */
export function marksOf(
  counts: LaneCounts,
  counted: Stretch,
  shown: Stretch,
  width: number,
  middle: number,
): Marks {
  if (counts.length === 0 || width <= 0) return noMarks;
  const part = lengthOf(counted) / counts.length;
  const perMs = width / lengthOf(shown);
  const first = Math.max(0, Math.floor((shown.from - counted.from) / part));
  const last = Math.min(counts.length - 1, Math.floor((shown.to - counted.from) / part));
  const slots = new Map<number, number>();
  const warnings = new Glyphs();
  const errors = new Glyphs();
  for (let index = first; index <= last; index += 1) {
    const [information, warned, failed] = counts[index] ?? [0, 0, 0];
    if (information + warned + failed === 0) continue;
    const x = (counted.from + (index + 0.5) * part - shown.from) * perMs;
    if (x < 0 || x > width) continue;
    if (failed > 0) errors.put(x);
    if (warned > 0) warnings.put(x);
    if (information > 0) {
      const slot = Math.round(x / tickApart);
      slots.set(slot, (slots.get(slot) ?? 0) + information);
    }
  }
  let ticks = '';
  for (const [slot, count] of slots) {
    const height = heightOf(count);
    ticks += `M${slot * tickApart} ${middle - height / 2}v${height}`;
  }
  // An error stands in front of a warning, so a warning that it would cover is left out.
  const warned = warnings.at.filter((x) => errors.at.every((other) => Math.abs(other - x) >= glyphApart));
  return {
    ticks,
    warnings: warned,
    errors: errors.at,
    drawn: slots.size + warned.length + errors.at.length,
  };
}

/** Places from left to right, none too near to the one before it. */
class Glyphs {
  readonly at: number[] = [];
  put(x: number): void {
    const last = this.at.at(-1);
    if (last === undefined || x - last >= glyphApart) this.at.push(Math.round(x * 10) / 10);
  }
}

const corner = (x: number) => x.toFixed(1);

/** The outline of the warning glyph at each place: a triangle with a stroke and a point in it. */
export const warningPath = (places: readonly number[], middle: number): string =>
  places
    .map((x) => {
      const top = middle - 6;
      return `M${corner(x)} ${top}l6.5 12h-13zM${corner(x)} ${top + 4.5}v3.2M${corner(x)} ${top + 9.6}v.4`;
    })
    .join('');

/** The square of the error glyph at each place, and the cross that is cut into it. */
export const errorPath = (places: readonly number[], middle: number): string =>
  places.map((x) => `M${corner(x - 6)} ${middle - 6}h12v12h-12z`).join('');
export const crossPath = (places: readonly number[], middle: number): string =>
  places.map((x) => `M${corner(x - 2.7)} ${middle - 2.7}l5.4 5.4m0 -5.4l-5.4 5.4`).join('');
