import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromLine } from '../../main/journal/entry';
import { disk, systemError, type FileCall } from '../fakes/faultyFiles';
import { ScriptedServer } from '../fakes/scriptedServer';
import { doTheJob, type Told } from './person';

interface Retry {
  retryBusy: <T>(work: () => Promise<T>, pause: (ms: number) => Promise<unknown>) => Promise<T>;
}
vi.mock('node:fs/promises', async (original) =>
  (await import('../fakes/faultyFiles')).watched(await original<object>()),
);
vi.mock('node:fs', async (original) =>
  (await import('../fakes/faultyFiles')).watchedStreams(await original<object>()),
);
/** Another test covers the pauses between two tries. */
vi.mock('../../main/disk/retryBusy', async (original) => {
  const real = await original<Retry>();
  return { ...real, retryBusy: <T>(work: () => Promise<T>) => real.retryBusy(work, () => Promise.resolve()) };
});

let place = '';
/** Faults by their folder, so that many jobs can run side by side. */
const befalls = new Map<string, (call: FileCall) => void>();
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'gangway-nth-'));
  disk.before = (call) => {
    if (call.path.startsWith(place)) befalls.get(call.path.slice(0, place.length + 6))?.(call);
  };
});
afterEach(() => {
  disk.before = () => undefined;
  befalls.clear();
  rmSync(place, { recursive: true, force: true });
});
const folderOf = (n: number) => join(place, String(n).padStart(5, '0'));

const writes =
  /^(?:mkdir|mkdtemp|rename|writeFile|appendFile|truncate|createWriteStream|handle\.(?:writeFile|appendFile|sync|datasync))$/;
const isWrite = ({ name, path }: FileCall) => writes.test(name) || (name === 'open' && path.endsWith('.new'));
/** Operations whose failure takes nothing away: the log of the app's own doings, and the flush of a folder. */
const harmless = ({ path, name }: FileCall, folder: string, told: Told) =>
  path.startsWith(join(folder, 'log')) ||
  (name !== 'mkdir' && /(?:targets|journal)$/.test(path)) ||
  // The last lines of the output are written while the app closes, when no page can show an error.
  (told.finished && path.startsWith(join(folder, 'output')));

function intentsIn(folder: string): number {
  const journals = join(folder, 'journal');
  if (!existsSync(journals)) return 0;
  return readdirSync(journals)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(journals, name), 'utf8').split('\n'))
    .filter((line) => fromLine(line)?.entry.phase === 'intent').length;
}

interface Outcome {
  readonly told: Told;
  readonly hit: FileCall | null;
  readonly sentAtFault: number;
  readonly sentThen: number;
}

/** The job with its Nth file operation failing, once or from then on until the app is closed. */
async function withFault(n: number, code: string, lasting: boolean, only: (call: FileCall) => boolean) {
  const folder = folderOf(n);
  const server = new ScriptedServer();
  let count = 0;
  let hit: FileCall | null = null;
  let sentAtFault = 0;
  befalls.set(folder, (call) => {
    const mine = count++;
    if (mine < n || !only(call) || (hit !== null && !lasting)) return;
    if (hit === null) sentAtFault = server.changes.length;
    hit ??= call;
    throw systemError(code);
  });
  const told = await doTheJob(folder, server);
  befalls.delete(folder);
  const outcome: Outcome = { told, hit, sentAtFault, sentThen: server.changes.length };
  const intents = intentsIn(folder);
  const again = await doTheJob(folder, server);
  return { ...outcome, folder, intents, again, changes: server.changes };
}

/** How many operations the whole job takes when nothing fails. */
async function operationsOfTheJob(): Promise<FileCall[]> {
  const calls: FileCall[] = [];
  befalls.set(folderOf(99_999), (call) => calls.push(call));
  const told = await doTheJob(folderOf(99_999), new ScriptedServer());
  expect(told).toEqual({ codes: [], notices: [], finished: true });
  return calls;
}

async function each(
  numbers: readonly number[],
  atOnce: number,
  work: (n: number) => Promise<void>,
): Promise<void> {
  const left = [...numbers];
  const lane = async () => {
    for (let n = left.shift(); n !== undefined; n = left.shift()) await work(n);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

const always = () => true;
describe('the Nth file operation of a whole job fails, for every N', () => {
  it.each([
    ['ENOSPC', 'until space is freed', true, isWrite, 1],
    ['EIO', 'once', false, always, 1],
    // These two go the same ways as the two above; every sixth N keeps the whole loop short.
    ['EACCES', 'until access is restored', true, always, 6],
    ['EBUSY', 'once', false, always, 6],
  ] as const)(
    '[row 60] %s %s: nothing goes on unjournaled, it is said, and the job is finished later with no change sent twice',
    async (code, _word, lasting, only, every) => {
      const calls = await operationsOfTheJob();
      expect(calls.length).toBeGreaterThan(100);
      const numbers = calls.flatMap((call, n) => (only(call) ? [n] : [])).filter((_, n) => n % every === 0);
      const wrong: unknown[] = [];
      await each(numbers, 6, async (n) => {
        const seen = await withFault(n, code, lasting, only);
        const problems: string[] = [];
        if (seen.intents < seen.sentThen) problems.push('a change without its intent');
        const { hit, told } = seen;
        const journalFailed = hit !== null && /journal.*jsonl$/.test(hit.path) && isWrite(hit);
        if (journalFailed && seen.sentThen > seen.sentAtFault) problems.push('went on unjournaled');
        if (told.codes.some((each) => each === 'internal')) problems.push('a fault of its own');
        if (!told.finished && told.codes.length === 0) problems.push('not finished, and no word why');
        if (
          hit !== null &&
          lasting &&
          !harmless(hit, seen.folder, told) &&
          told.codes.length + told.notices.length === 0
        )
          problems.push('nothing was said');
        if (!seen.again.finished) problems.push(`not finished afterwards`);
        if (seen.changes.join() !== 'Send-Package,Invoke-Onboarding') problems.push(seen.changes.join());
        if (problems.length > 0) wrong.push(JSON.stringify({ n, hit, problems, told, again: seen.again }));
      });
      expect(wrong.slice(0, 20)).toEqual([]);
    },
    120_000,
  );
});
