import type { OutputLine } from '../../../shared/bridge/output';
import { rowLength, rowsOf, type OutputRow } from './outputRow';

/** How many rows the ring keeps of the newest output. */
export const ringCapacity = 50_000;

const chunkSize = 1000;
/** More rows than this since the last call are a flood; readers are then told every `floodMs` milliseconds. */
const flood = 500;
const floodMs = 50;

/** How many lines came, all and by level. Lines that the ring no longer holds are counted too. */
export type OutputCounts = { all: number; warn: number; error: number };

/**
 * The newest output, outside of any store. Rows lie at positions that never change: appending goes up from
 * `end`, older rows are put below `start`. Views read by position and are told of a new `version`.
 */
export type OutputRing = {
  append: (lines: readonly OutputLine[]) => void;
  /** Puts lines that came before the first one in front; they stay until `trim`. */
  prepend: (lines: readonly OutputLine[]) => void;
  /** Drops the lines that `prepend` brought, back to the capacity. */
  trim: () => void;
  clear: () => void;
  readonly start: number;
  readonly end: number;
  readonly version: number;
  readonly counts: OutputCounts;
  /** `seq` of the first line that is held; 0 means that nothing older exists. */
  readonly firstSeq: number;
  at: (position: number) => OutputRow | undefined;
  slice: (from: number, to: number) => OutputRow[];
  /** Calls back at most once per frame, however many lines came, and less often in a flood. Returns how to stop. */
  subscribe: (listener: () => void) => () => void;
};

type Chunk = { start: number; rows: OutputRow[] };

// A hidden window draws no frames; the timer keeps counts and announcements alive there.
const nextFrame = (work: () => void): void => {
  if (typeof requestAnimationFrame === 'function' && document.visibilityState === 'visible') {
    requestAnimationFrame(work);
  } else {
    setTimeout(work, 100);
  }
};

/** An empty ring. `capacity` is in rows; it may be exceeded by one chunk, so that dropping is cheap. */
export function createOutputRing(capacity: number = ringCapacity): OutputRing {
  let chunks: Chunk[] = [];
  let end = 0;
  let allowance = 0;
  let version = 0;
  let announced = false;
  let toldAt = -floodMs;
  let toldEnd = 0;
  let counts: OutputCounts = { all: 0, warn: 0, error: 0 };
  const listeners = new Set<() => void>();

  const start = () => chunks[0]?.start ?? end;

  const announce = () => {
    const now = performance.now();
    // Nobody reads a flood, and painting it at every frame would only slow it down.
    if (end - toldEnd > flood && now - toldAt < floodMs) {
      nextFrame(announce);
      return;
    }
    announced = false;
    toldAt = now;
    toldEnd = end;
    version += 1;
    for (const listener of listeners) listener();
  };

  const changed = () => {
    if (announced) return;
    announced = true;
    nextFrame(announce);
  };

  const put = (row: OutputRow) => {
    let last = chunks.at(-1);
    if (!last || last.rows.length >= chunkSize) {
      last = { start: end, rows: [] };
      chunks.push(last);
    }
    last.rows.push(row);
    end += 1;
  };

  const drop = () => {
    let kept = 0;
    while (end - (chunks[kept + 1]?.start ?? end) >= capacity + allowance) kept += 1;
    if (kept > 0) chunks = chunks.slice(kept);
  };

  const find = (position: number): Chunk | undefined => {
    let low = 0;
    let high = chunks.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const chunk = chunks[middle];
      if (!chunk) return undefined;
      if (position < chunk.start) high = middle - 1;
      else if (position >= chunk.start + chunk.rows.length) low = middle + 1;
      else return chunk;
    }
    return undefined;
  };

  const at = (position: number) => {
    const chunk = find(position);
    return chunk?.rows[position - chunk.start];
  };

  return {
    append(lines) {
      if (lines.length === 0) return;
      counts = { ...counts };
      for (const line of lines) {
        counts.all += 1;
        if (line.level !== 'info') counts[line.level] += 1;
        if (line.text.length <= rowLength) put(line);
        else rowsOf(line).forEach(put);
      }
      drop();
      changed();
    },
    prepend(lines) {
      const rows = lines.flatMap(rowsOf);
      if (rows.length === 0) return;
      allowance = Math.min(allowance + rows.length, 3 * capacity);
      chunks = [{ start: start() - rows.length, rows }, ...chunks];
      changed();
    },
    trim() {
      if (allowance === 0) return;
      allowance = 0;
      drop();
      changed();
    },
    clear() {
      chunks = [];
      allowance = 0;
      counts = { all: 0, warn: 0, error: 0 };
      changed();
    },
    get start() {
      return start();
    },
    get end() {
      return end;
    },
    get version() {
      return version;
    },
    get counts() {
      return counts;
    },
    get firstSeq() {
      return chunks[0]?.rows[0]?.seq ?? 0;
    },
    at,
    slice(from, to) {
      const rows: OutputRow[] = [];
      for (let position = Math.max(from, start()); position < Math.min(to, end);) {
        const chunk = find(position);
        if (!chunk) break;
        const piece = chunk.rows.slice(position - chunk.start, to - chunk.start);
        rows.push(...piece);
        position += piece.length;
      }
      return rows;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
