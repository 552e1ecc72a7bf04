import { createOutputFilter } from '../../renderer/output/outputFilter';
import { createOutputRing } from '../../renderer/output/outputRing';
import type { Measured } from './goals';
import { lineText } from './page/pump';
import { median, timed } from './rounds';

/** As long as the page lets a piece of a search run (renderer/output/useOutputView.ts), in milliseconds. */
const slice = 12;

/** Measures a search for the newest line, the last that it comes to, after so many lines went through the log. */
export async function searchRows(lines: number, rounds: number): Promise<Measured> {
  const ring = createOutputRing();
  for (let from = 0; from < lines; from += 1000)
    ring.append(
      Array.from({ length: Math.min(1000, lines - from) }, (_, n) => ({
        seq: from + n,
        at: 1_795_000_000_000,
        source: 'msi',
        level: 'info' as const,
        text: lineText(from + n),
        action: null,
      })),
    );
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    found.push(
      await timed(async () => {
        const filter = createOutputFilter(ring, { level: 'all', words: `name=entry ${String(lines - 1)}` });
        while (filter.positions.length === 0 && !filter.scan(ring.end, slice));
        if (filter.positions.length !== 1) throw new Error('the line was not found');
      }),
    );
  return { searchNewest: { ours: median(found) } };
}
