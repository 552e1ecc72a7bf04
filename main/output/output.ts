import { join } from 'node:path';
import { outputLineSchema, type OutputLine, matchesWish, type OutputWish } from '../../shared/bridge/output';
import { systemCode } from '../disk/retryBusy';
import { findLines, type FindRange, type Found } from './findLines';
import { openLineFile, type LineFile } from './lineFile';
import { createLineRedactor, redact } from '../redact/redact';

/** How many of the newest lines stay in memory, and how many characters: where a tool ends no line, each is 64 KB long. */
const ringSize = 5000;
const ringChars = 1 << 24;
/** While the disk refuses, so many lines and characters wait; with more the file ends there, and memory stays bounded. */
const waitingSize = 50_000;
const waitingChars = 1 << 26;
/** With half of that under way to a disk that takes it, who brings more is to wait. */
const share = 0.5;
/** A line is in the file at most so many milliseconds after it came. */
const flushMs = 200;

/** The output of one run: the newest lines in memory, all of them in a file. */
export interface Output {
  /** Takes lines in, without secrets and numbered: what comes back is what may be shown. The only way in. */
  append(lines: readonly Omit<OutputLine, 'seq'>[]): OutputLine[];
  /** Up to `limit` lines (at most 5,000) from number `from`, from memory or from the file. A damaged line is left out. */
  read(from: number, limit: number): Promise<OutputLine[]>;
  /** Searches lines from the newest back (main/output/findLines.ts); what the file does not hold is looked for in memory. */
  find(wish: OutputWish, range: FindRange): Promise<Found>;
  /** How many lines the run has had; also the number of the next one. */
  count(): number;
  /** Why the file is not kept at the moment (a code such as ENOSPC); null while it is. Up to 50,000 lines wait for it. */
  problem(): string | null;
  /** Resolves when few enough lines are under way to the file; at once while the disk refuses, since nobody waits for that. */
  catchUp(): Promise<void>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

function parse(text: string, seq: number): OutputLine[] {
  try {
    const parsed = outputLineSchema.safeParse(JSON.parse(text));
    return parsed.success ? [{ ...parsed.data, seq }] : [];
  } catch {
    return [];
  }
}

const charsOf = (lines: readonly OutputLine[]): number =>
  lines.reduce((sum, { text }) => sum + text.length, 0);

/**
 * Opens the output of a run, `<folder>/<runId>.jsonl`, and goes on where an earlier start of the app left it. A file that
 * cannot be opened stops nothing: the lines then live in memory alone and `problem` says why.
 */
export async function createOutput(folder: string, runId: string): Promise<Output> {
  let problem: string | null = null;
  const file = await openLineFile(join(folder, `${runId}.jsonl`)).catch((error: unknown): LineFile | null => {
    problem = systemCode(error) || 'unknown';
    return null;
  });
  const clean = createLineRedactor();
  const firstKept = Math.max(0, (file?.count() ?? 0) - ringSize);
  const ring = file === null ? [] : await read(file, firstKept, ringSize);
  let held = charsOf(ring);
  let next = file?.count() ?? 0;
  let waiting: OutputLine[] = [];
  let ended = file === null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function trim(): void {
    let gone = 0;
    while (ring.length - gone > ringSize || (held > ringChars && ring.length - gone > 1)) {
      held -= ring[gone]?.text.length ?? 0;
      gone += 1;
    }
    if (gone > 0) ring.splice(0, gone);
  }

  async function read(from: LineFile, first: number, limit: number): Promise<OutputLine[]> {
    return (await from.read(first, limit)).flatMap((text, n) => parse(text, first + n));
  }

  async function write(): Promise<void> {
    if (file === null || waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    try {
      await file.append(batch.map((line) => JSON.stringify(line)));
      if (!ended) problem = null;
    } catch (error) {
      problem = systemCode(error) || 'unknown';
      waiting = [...batch, ...waiting];
      schedule();
    }
  }
  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  }
  function schedule(): void {
    timer ??= setTimeout(() => void flush(), flushMs);
  }

  return {
    append(lines) {
      const made = lines.map(({ stage, ...line }) => ({
        ...line,
        seq: next++,
        text: clean(line.source, line.text),
        ...(stage && { stage: { ...stage, detail: redact(stage.detail) } }),
      }));
      for (const line of made) ring.push(line);
      held += charsOf(made);
      trim();
      ended ||= waiting.length + made.length > waitingSize || charsOf(waiting) > waitingChars;
      if (ended) return made;
      for (const line of made) waiting.push(line);
      schedule();
      return made;
    },
    async read(from, limit) {
      const first = Math.max(0, from);
      const last = first + Math.min(limit, ringSize);
      const inMemory = () => ring.filter((line) => line.seq >= first && line.seq < last);
      const oldest = ring[0]?.seq ?? next;
      if (file === null || first >= oldest) return inMemory();
      await flush();
      const older = await read(file, first, Math.min(last, oldest) - first);
      return last > oldest ? [...older, ...inMemory()] : older;
    },
    async find(wish, range) {
      await flush();
      const kept = file?.count() ?? 0;
      const matches = matchesWish(wish);
      const inMemory = ring
        .filter(({ seq }) => seq >= Math.max(kept, range.downTo) && seq < range.before)
        .filter(matches)
        .map(({ seq }) => seq)
        .reverse()
        .slice(0, range.limit);
      const limit = range.limit - inMemory.length;
      const last = inMemory.at(-1);
      if (limit === 0 && last !== undefined) return { hits: inMemory, reached: last };
      if (file === null) return { hits: inMemory, reached: range.downTo };
      const { hits, reached } = await findLines(file, wish, { ...range, limit });
      return { hits: [...inMemory, ...hits], reached };
    },
    count: () => next,
    problem: () => problem,
    async catchUp() {
      const isMuch = waiting.length > share * waitingSize || charsOf(waiting) > share * waitingChars;
      if (isMuch && problem === null) await flush();
    },
    flush,
    async close() {
      await flush();
      if (timer !== null) clearTimeout(timer);
      // What was written lies in the file; nothing hangs on its closing.
      await file?.close().catch(() => undefined);
    },
  };
}
