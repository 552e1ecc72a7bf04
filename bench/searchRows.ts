import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createOutput } from '../main/output/output';
import type { Measured } from './goals';
import { lineText } from './page/pump';
import { inTurns, timed } from './rounds';

const run = promisify(execFile);
const runId = 'bench-0001';
/** As long as main looks before it answers (main/output/keepOutputs.ts), in milliseconds. */
const budgetMs = 60;

/**
 * Measures the search of a kept output for its oldest line, the last that it comes to, asked on as the page does; against grep, which looks
 * through all of the same file for the words as they are written. Both find it in the memory of the system: the first pair is dropped.
 */
export async function searchRows(lines: number, rounds: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-search-'));
  const output = await createOutput(folder, runId);
  try {
    for (let from = 0; from < lines; from += 20_000) {
      output.append(
        Array.from({ length: Math.min(20_000, lines - from) }, (_, n) => ({
          at: 1_795_000_000_000,
          source: 'msi',
          level: 'info' as const,
          text: from + n === 0 ? 'The only line of its kind' : lineText(from + n),
          action: 'installSensor',
        })),
      );
      await output.flush();
    }
    const ours = async () => {
      const hits: number[] = [];
      for (let before = lines; before > 0 && hits.length === 0;) {
        const answer = await output.find(
          { level: 'all', words: 'only LINE of its kind' },
          { before, downTo: 0, limit: 1000, budgetMs },
        );
        hits.push(...answer.hits);
        before = answer.reached;
      }
      if (hits[0] !== 0 || hits.length !== 1) throw new Error('the line was not found');
    };
    const file = join(folder, `${runId}.jsonl`);
    const grep = async () => {
      // Bytes instead of letters: the fastest that it can.
      const { stdout } = await run('grep', ['-F', '-c', 'only line of its kind', file], {
        env: { LC_ALL: 'C' },
      });
      if (stdout.trim() !== '1') throw new Error('grep did not find the line');
    };
    return {
      search: await inTurns(
        rounds,
        () => timed(ours),
        () => timed(grep),
      ),
    };
  } finally {
    await output.close();
    await rm(folder, { recursive: true, force: true });
  }
}
