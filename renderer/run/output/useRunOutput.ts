import { useEffect, useMemo } from 'react';
import { useTexts } from '../../useTexts';
import type { OutputLine } from '../../../shared/bridge/output';
import { useClient, type Client } from '../../client';
import { createOutputRing, ringCapacity, type OutputRing } from './outputRing';
import type { OutputSearch } from './outputSearch';
import { shownLine } from './outputText';

const page = 5000;
/** Main waits for a page that is 5,000 lines behind; saying so every thousand keeps it well inside. */
const acknowledgeEvery = 1000;

/** How many lines are shown on either side of a hit. */
const aroundHit = 1000;

/** The output of a run: the ring to show, how to get lines that it no longer holds, and the search in all of them. */
export interface RunOutput {
  readonly ring: OutputRing;
  readonly loadOlder: (beforeSeq: number) => Promise<readonly OutputLine[]>;
  readonly search: OutputSearch;
}

/**
 * Follows the output of a run: asks for what was written before this page opened, takes lines as they come, and asks again
 * where their numbers leave a gap. `lines` is how many the session says there are, so that nothing stays out.
 */
export function useRunOutput(runId: string, lines: number): RunOutput {
  const client = useClient();
  const { i18n } = useTexts();
  const language = i18n.language;
  const output = useMemo(
    () => createFollower(client, runId, (line) => shownLine(i18n.getFixedT(language), line)),
    [client, runId, i18n, language],
  );

  useEffect(() => output.start(), [output]);
  useEffect(() => {
    // Lines are on their way as an event; only what does not arrive is asked for.
    const timer = setTimeout(() => {
      output.reach(lines);
    }, 400);
    return () => {
      clearTimeout(timer);
    };
  }, [output, lines]);
  return output;
}

function createFollower(client: Client, runId: string, shown: (line: OutputLine) => OutputLine) {
  const ring = createOutputRing();
  /** Number of the next line that the ring wants; -1 until the first answer. */
  let next = -1;
  let filling: Promise<void> | null = null;
  let acknowledged = -1;

  /** Tells main how far this page has come. Main need not keep the lines of the ring for it. */
  const acknowledge = (): void => {
    if (acknowledged >= 0 && next - acknowledged < acknowledgeEvery) return;
    acknowledged = Math.max(0, next - 1);
    client.ackOutput({ runId, seq: acknowledged }).catch(() => undefined);
  };

  const take = (lines: readonly OutputLine[]): void => {
    const fresh = lines.filter((line) => line.seq >= next);
    const last = fresh.at(-1);
    if (last === undefined) return;
    ring.append(fresh.map(shown));
    next = last.seq + 1;
    acknowledge();
  };

  const fill = async (): Promise<void> => {
    if (next < 0) {
      const { total } = await client.getOutput({ runId, from: 0, limit: 1 });
      next = Math.max(0, total - ringCapacity);
    }
    for (;;) {
      const { lines, total } = await client.getOutput({ runId, from: next, limit: page });
      take(lines);
      if (lines.length === 0 || next >= total) return;
    }
  };
  const refill = (): void => {
    // A failed request is made up for by the next line or the next change of the session.
    filling ??= fill()
      .catch(() => undefined)
      .finally(() => {
        filling = null;
      });
  };

  return {
    ring,
    loadOlder: async (beforeSeq: number) => {
      const from = Math.max(0, beforeSeq - page);
      const { lines } = await client.getOutput({ runId, from, limit: Math.max(1, beforeSeq - from) });
      return lines.map(shown);
    },
    search: {
      find: (wish, range) => client.findOutput({ runId, wish, ...range }),
      around: async (seq) => {
        const from = Math.max(0, seq - aroundHit);
        const { lines } = await client.getOutput({ runId, from, limit: 2 * aroundHit });
        return lines.map(shown);
      },
    } satisfies OutputSearch,
    start: () =>
      client.subscribe((event) => {
        if (event.type !== 'output' || event.runId !== runId) return;
        const first = event.lines[0]?.seq ?? 0;
        if (next >= 0 && first <= next && filling === null) take(event.lines);
        else refill();
      }, refill),
    reach: (total: number) => {
      if (next < total) refill();
    },
  };
}
