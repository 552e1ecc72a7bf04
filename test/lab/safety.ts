import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fileArgs } from './startLab';

const probe = join(import.meta.dirname, 'Test-LabSafety.ps1');
const fakeWindows = join(import.meta.dirname, 'FakeWindows');
const commands = join(import.meta.dirname, 'commands.json');
const answers = join(import.meta.dirname, '../../.cache/lab-safety');

/** What a script of the product would reach of the real computer, were it run by this PowerShell in these surroundings. */
export function findUnsafe(engine: string, env: Readonly<Record<string, string>>): string[] {
  const output = execFileSync(engine, fileArgs(env, probe, { Commands: commands }), {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
  return z.array(z.string()).parse(JSON.parse(output));
}

/**
 * Throws `LabUnsafe` unless every command that touches Windows is played by the fake one: then a stranger's Windows PC
 * is neither read nor changed by the tests. A good answer is remembered as long as engine, list and fake Windows are the same.
 */
export function assertSafe(engine: string, env: Readonly<Record<string, string>>): void {
  const told = `${env.GANGWAY_ENGINE_IMPORT ?? ''} ${env.GANGWAY_LAB_IMPORT ?? ''}`;
  const hash = createHash('sha256').update(`${engine} ${statSync(engine).mtimeMs} ${told}`);
  hash.update(`${env.GANGWAY_REGISTRY === undefined} ${env.GANGWAY_LAB_REGISTRY === undefined}`);
  const parts = readdirSync(fakeWindows, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  const played = parts.map((one) => join(one.parentPath, one.name)).sort();
  for (const path of [commands, probe, ...played]) hash.update(path).update(readFileSync(path));
  const answer = join(answers, hash.digest('hex'));
  if (existsSync(answer)) return;
  const found = findUnsafe(engine, env);
  if (found.length > 0) {
    throw new Error(
      `LabUnsafe: this PowerShell would reach the real computer by ${found.join(', ')}. The fake Windows was not under it, or not whole; nothing was run.`,
    );
  }
  mkdirSync(answers, { recursive: true });
  writeFileSync(answer, '');
}
