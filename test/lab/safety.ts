import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const probe = join(import.meta.dirname, 'Test-LabSafety.ps1');
const commands = join(import.meta.dirname, 'commands.json');
const answers = join(import.meta.dirname, '../../.cache/lab-safety');

/** What a script of the product would reach of the real computer, were it run by this PowerShell in these surroundings. */
export function findUnsafe(engine: string, env: Readonly<Record<string, string>>): string[] {
  const args = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', probe];
  const output = execFileSync(engine, [...args, '-Commands', commands], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
  return z.array(z.string()).parse(JSON.parse(output));
}

/**
 * Throws `LabUnsafe` unless every command that touches Windows is played by the fake one: then a stranger's Windows PC
 * is neither read nor changed by the tests. A good answer is remembered as long as the engine and the list are the same.
 */
export function assertSafe(engine: string, env: Readonly<Record<string, string>>): void {
  const modules = (env.GANGWAY_ENGINE_IMPORT ?? '').split(';').filter((path) => existsSync(path));
  const hash = createHash('sha256').update(`${engine} ${statSync(engine).mtimeMs}`);
  for (const path of [commands, probe, ...modules]) hash.update(path).update(readFileSync(path));
  const answer = join(answers, hash.digest('hex'));
  if (env.GANGWAY_REGISTRY !== undefined && existsSync(answer)) return;
  const found = findUnsafe(engine, env);
  if (found.length > 0) {
    throw new Error(
      `LabUnsafe: this PowerShell would reach the real computer by ${found.join(', ')}. The lab needs an engine that reads GANGWAY_ENGINE_IMPORT and GANGWAY_REGISTRY; nothing was run.`,
    );
  }
  mkdirSync(answers, { recursive: true });
  writeFileSync(answer, '');
}
