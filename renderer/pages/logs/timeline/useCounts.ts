import { useMemo } from 'react';
import type { LogsDesk } from '../../../../shared/bridge/logs';
import { useClient } from '../../../client';
import type { LaneCounts } from './marks';
import { tickApart } from './marks';
import { lengthOf, widened, type Stretch } from './stretch';
import { useNewest } from './useNewest';
import type { Filter } from './wish';

/** The most parts that main counts in. */
const most = 2000;

/** What was counted: the stretch, and for each file by its id. */
export interface Counts {
  readonly stretch: Stretch;
  readonly lanes: ReadonlyMap<number, LaneCounts>;
}

/**
 * How many lines fall into each part of the shown time, file by file. While a newer count is under way the last one is given, with the stretch
 * that it is of; one of another filter or of other files is not.
 */
export function useCounts(
  { files }: LogsDesk,
  shown: Stretch,
  whole: Stretch,
  width: number,
  filter: Filter,
): Counts | null {
  const client = useClient();
  const { from, to } = widened(shown, whole);
  const parts = (lengthOf({ from, to }) / lengthOf(shown)) * (width / tickApart);
  const buckets = Math.max(1, Math.min(most, Math.ceil(parts)));
  const question = useMemo(
    () => (width === 0 ? null : { from, to, buckets, filter, files }),
    [from, to, buckets, filter, files, width],
  );
  const { answer } = useNewest(question, async (asked) => {
    const { lanes } = await client.getLogLanes({
      ...asked.filter,
      from: asked.from,
      to: asked.to,
      buckets: asked.buckets,
    });
    return new Map(lanes.map(({ file, counts }) => [file, counts]));
  });
  return useMemo(
    () =>
      answer === null || answer.question.filter !== filter || answer.question.files !== files
        ? null
        : { stretch: { from: answer.question.from, to: answer.question.to }, lanes: answer.value },
    [answer, filter, files],
  );
}
