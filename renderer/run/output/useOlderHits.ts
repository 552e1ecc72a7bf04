import { useEffect, useState } from 'react';
import type { OutputWish } from '../../../shared/bridge/output';
import type { OutputRing } from './outputRing';
import type { OutputSearch } from './outputSearch';

/** How long (ms) the search waits after the last key, because more may follow. */
const pauseMs = 120;
const perAnswer = 1000;
/** The search ends at this many hits, because nobody looks at more. */
const enough = 10_000;

/** What was found among the lines that the ring no longer holds. */
export type OlderHits = {
  /** Numbers of the lines, ascending. */
  hits: readonly number[];
  /** `some`: there may be more hits than these, because they are many. */
  state: 'none' | 'searching' | 'all' | 'some' | 'failed';
};

type Work = OlderHits & { key: string; /** All below this number is looked at. */ covered: number };
const nothing: readonly number[] = [];

/**
 * Searches what lies in front of the ring for the words of a wish, piece by piece. What the ring lets go of afterwards is
 * looked at as well; another wish ends the search of the last one.
 */
export function useOlderHits(
  ring: OutputRing,
  wish: OutputWish,
  search: OutputSearch | undefined,
): OlderHits {
  const { level, words } = wish;
  const wanted = words.trim() !== '';
  const key = `${level} ${words}`;
  const [work, setWork] = useState<Work>();
  const mine = work?.key === key ? work : undefined;
  const covered = mine?.covered ?? 0;
  const { firstSeq } = ring;
  const ended = mine?.state === 'some' || mine?.state === 'failed';
  const idle = search === undefined || !wanted || ended || covered >= firstSeq;

  useEffect(() => {
    if (idle) return undefined;
    let gone = false;
    const start: Work = { key, hits: nothing, covered: 0, state: 'searching' };
    const run = async () => {
      let before = firstSeq;
      let hits = mine?.hits ?? nothing;
      setWork({ ...start, hits, covered });
      while (before > covered) {
        const found = await search.find({ level, words }, { before, downTo: covered, limit: perAnswer });
        if (gone) return;
        before = Math.min(before, found.reached);
        hits = [...hits, ...found.hits].sort((a, b) => a - b);
        if (hits.length >= enough && before > covered) {
          setWork({ ...start, hits, covered, state: 'some' });
          return;
        }
        setWork({
          ...start,
          hits,
          covered: before > covered ? covered : firstSeq,
          state: before > covered ? 'searching' : 'all',
        });
      }
    };
    const timer = setTimeout(() => {
      run().catch(() => {
        if (!gone) setWork({ ...start, hits: mine?.hits ?? nothing, covered, state: 'failed' });
      });
    }, pauseMs);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
    // A search under way looks at what was older when it began; the ring's later losses are the next one's.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [idle, search, key, covered]);

  if (search === undefined || !wanted || firstSeq === 0) return { hits: nothing, state: 'none' };
  if (mine === undefined) return { hits: nothing, state: 'searching' };
  return { hits: mine.hits, state: mine.state === 'all' && covered < firstSeq ? 'searching' : mine.state };
}
