import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseJournal } from '../../../main/journal/parse';
import { isLong, randomOf, seed } from '../seed';

/** Kills of the run, each at another moment. */
const kills = isLong ? 200 : 6;
/** A process is killed within so many ms after it has the folder. */
const within = 700;

const root = join(import.meta.dirname, '../../..');
const place = mkdtempSync(join(tmpdir(), 'gangway-kills-'));
const data = join(place, 'data');
const running = new Set<ChildProcess>();

beforeAll(async () => {
  process.stdout.write(`hostile kills: GANGWAY_SEED=${String(seed)}\n`);
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    define: { __filename: 'import.meta.filename' },
    ssr: { noExternal: true },
    build: {
      ssr: 'test/hostile/kills/worker.ts',
      outDir: join(place, 'built'),
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'worker.mjs' } },
    },
  });
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

interface Worker {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly ended: Promise<void>;
  until(word: string): Promise<void>;
}

function start(busy: boolean): Worker {
  const practice = join(root, 'main/packages/practice');
  const child = spawn(
    process.execPath,
    [join(place, 'built/worker.mjs'), data, practice, busy ? 'busy' : 'once'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  running.add(child);
  const lines: string[] = [];
  let heard = (): void => undefined;
  const take = (part: Buffer): void => {
    lines.push(...part.toString('utf8').split('\n').filter(Boolean));
    heard();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      running.delete(child);
      resolve();
    }),
  );
  return {
    child,
    lines,
    ended,
    until: (word) =>
      Promise.race([
        new Promise<void>((resolve) => {
          heard = () => lines.includes(word) && resolve();
          heard();
        }),
        ended.then(() => {
          if (!lines.includes(word)) throw new Error(`it never said ${word}: ${lines.join(' | ')}`);
        }),
      ]),
  };
}

/** What is wrong with what lies on the disk: a journal that is not whole, a document that does not parse. */
function damage(): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    if (entry.name.includes('.bad-')) found.push(`${path} was set aside`);
    if (path.startsWith(join(data, 'journal')) && entry.name.endsWith('.jsonl')) {
      const { broken, foreign } = parseJournal(readFileSync(path));
      if (broken !== null || foreign) found.push(`${path} is broken`);
    } else if (entry.name.endsWith('.json') && !path.startsWith(join(data, 'library'))) {
      try {
        JSON.parse(readFileSync(path, 'utf8'));
      } catch {
        found.push(`${path} does not parse`);
      }
    }
  }
  return found;
}

it(`[row 101] ${String(kills)} kills in the middle of its work leave every journal whole, and the next start at once`, async () => {
  const random = randomOf(seed);
  for (let kill = 1; kill <= kills; kill += 1) {
    const worker = start(true);
    // The lock of the one before is that of a dead process: it is followed at once, without its half minute.
    await worker.until('held');
    await new Promise((resolve) => setTimeout(resolve, random(within)));
    worker.child.kill('SIGKILL');
    await worker.ended;
    expect([kill, worker.lines.filter((line) => !['held', 'open'].includes(line)), damage()]).toEqual([
      kill,
      [],
      [],
    ]);
  }
  // There was something to break: most were killed while a journal was being written.
  const entries = readdirSync(join(data, 'journal')).map(
    (name) => parseJournal(readFileSync(join(data, 'journal', name))).entries.length,
  );
  expect(entries.length).toBeGreaterThan(kills / 3);
  expect(Math.max(...entries)).toBeGreaterThan(10);
  const last = start(false);
  await last.ended;
  expect(last.lines).toEqual(['held', 'open', 'closed']);
});
