import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutput } from '../main/output/output';
import type { Measured } from './goals';
import { lineText } from './page/pump';
import { median, timed } from './rounds';

const runId = 'bench-0001';
/** As long as main looks before it answers (main/output/keepOutputs.ts), in milliseconds. */
const budgetMs = 60;

/** Measures the search of a kept output for its oldest line, the last that it comes to, asked on as the page does. */
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
    const found: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      found.push(
        await timed(async () => {
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
        }),
      );
    return { search: { ours: median(found) } };
  } finally {
    await output.close();
    await rm(folder, { recursive: true, force: true });
  }
}
