import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { longLived } from './engine';

const problemSchema = z.strictObject({
  file: z.string(),
  line: z.number(),
  rule: z.string(),
  text: z.string(),
});
/** What the gate found: where, by which rule, and what is wrong with the way out. */
export type Problem = z.infer<typeof problemSchema>;

/** The rules of the gate; each has at least one bad file in `gate/` that shows it at work. */
export const rules = [
  ...['alias', 'ascii', 'command', 'depth', 'dotnet', 'eval', 'exit', 'help', 'parameter', 'positional'],
  ...['native', 'remote', 'strict', 'success', 'swallowed', 'syntax', 'text', 'type', 'unheard', 'verify'],
  ...['wholekey'],
] as const;

/** Runs the gate over the scripts of a folder, on the engine. */
export async function findProblems(engine: string, folder: string): Promise<Problem[]> {
  const { stdout } = await promisify(execFile)(
    engine,
    [
      ...['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'],
      ...['-File', join(import.meta.dirname, 'Find-ScriptProblem.ps1')],
      ...['-Folder', folder, '-Commands', join(import.meta.dirname, 'commands.json')],
    ],
    { env: { ...process.env, ...longLived, NO_COLOR: '1' }, maxBuffer: 16 * 1024 * 1024 },
  );
  return z.array(problemSchema).parse(JSON.parse(stdout));
}

/** Runs the gate over scripts given as texts by their file names. */
export async function findProblemsOf(
  engine: string,
  texts: Readonly<Record<string, string>>,
): Promise<Problem[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gate-'));
  try {
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
    return await findProblems(engine, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A complaint in one line, as an editor shows it. */
export const shown = ({ file, line, rule, text }: Problem): string => `${file}:${line} [${rule}] ${text}`;

/** Names and hashes of `scripts.sha256`, which `npm run pin:scripts` writes. */
export async function readPins(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(import.meta.dirname, 'scripts.sha256'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [hash = '', name = ''] = line.split('  ');
      return [name, hash];
    }),
  );
}
