import { join } from 'node:path';
import type { BridgeEvent } from '../../shared/bridge/messages';
import { createOutput, type Output } from './output';
import { ownSource } from './lines';
import type { RunOutputs } from './outputs';

/** Lines asked for in one go when a run's output is counted. */
const pageSize = 5000;
/** Outputs kept open at once; the others are closed and opened again when asked for. */
const openAtOnce = 16;

/** After this time (ms) a search answers with what it has. The page then asks for more, or stops. */
const searchMs = 60;

/** A page that acknowledges is never more than so many lines behind. */
const aheadAllowed = 5000;
/** A page that stopped acknowledging is not waited for again: it may be gone, and the run goes on. */
const patienceMs = 2000;

/** Keeps the outputs of runs in a folder and sends every kept line out. Kept means redacted: nothing else is sent. */
export function keepOutputs(
  dataFolder: string,
  emit: (event: BridgeEvent) => void,
  onProblem: (detail: string) => void = () => undefined,
): RunOutputs {
  const folder = join(dataFolder, 'output');
  const open = new Map<string, Promise<Output>>();
  const pages = createPages();
  const closing = new Map<string, Promise<void>>();
  const outputOf = (runId: string): Promise<Output> => {
    // A file that is being closed is opened again only behind it: two pens would give the same numbers twice.
    const output =
      open.get(runId) ?? (closing.get(runId) ?? Promise.resolve()).then(() => createOutput(folder, runId));
    // The one used last goes last.
    open.delete(runId);
    open.set(runId, output);
    output.catch(() => open.delete(runId));
    const [oldest] = open.keys();
    if (open.size > openAtOnce && oldest !== undefined) closeOne(oldest, open.get(oldest));
    return output;
  };
  const closeOne = (runId: string, output: Promise<Output> | undefined): void => {
    open.delete(runId);
    const closed = Promise.resolve(output)
      .then((found) => found?.close())
      .catch(() => undefined)
      .finally(() => closing.delete(runId));
    closing.set(runId, closed);
  };
  return {
    async append(runId, lines) {
      const output = await outputOf(runId);
      emit({ type: 'output', runId, lines: output.append(lines) });
      // The lines are shown all the same; that they are not kept must be known.
      const problem = output.problem();
      if (problem !== null) onProblem(`${join(folder, runId)}.jsonl: ${problem}`);
      await output.catchUp();
      await pages.catchUp(runId, output.count());
    },
    async read(runId, from, limit) {
      const output = await outputOf(runId);
      return { lines: await output.read(from, limit), total: output.count() };
    },
    async find(runId, wish, range) {
      return (await outputOf(runId)).find(wish, { ...range, budgetMs: searchMs });
    },
    async serverLines(runId, action) {
      const output = await outputOf(runId);
      let found = 0;
      for (let from = 0; from < output.count(); from += pageSize) {
        const lines = await output.read(from, pageSize);
        found += lines.filter((line) => line.action === action && line.source !== ownSource).length;
      }
      return found;
    },
    acknowledge: (runId, seq) => pages.acknowledge(runId, seq),
    async close() {
      const all = [...open.values()];
      open.clear();
      await Promise.all([...closing.values(), ...all.map(async (output) => (await output).close())]);
    },
  };
}

/** Remembers how far pages have read, and waits for them: the last link of back-pressure from the server to the screen. */
function createPages() {
  const seen = new Map<string, number>();
  const waiting = new Set<() => void>();
  return {
    acknowledge(runId: string, seq: number): void {
      seen.set(runId, Math.max(seq, seen.get(runId) ?? 0));
      for (const wake of waiting) wake();
    },
    async catchUp(runId: string, count: number): Promise<void> {
      const end = Date.now() + patienceMs;
      for (;;) {
        const reached = seen.get(runId);
        if (reached === undefined || count - reached <= aheadAllowed) return;
        const left = end - Date.now();
        if (left <= 0) {
          seen.delete(runId);
          return;
        }
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            waiting.delete(done);
            resolve();
          };
          const timer = setTimeout(done, left);
          waiting.add(done);
        });
      }
    },
  };
}
