import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LogLine, LogsDesk } from '../../../../shared/model/logs';
import { useClient } from '../../../client';
import { useNewest } from './useNewest';
import type { Stretch } from './stretch';
import type { Filter } from './wish';

/** Lines come in pages of this many. */
const perPage = 200;

/** The lines of a stretch of time: how many there are, each by its place, and how those in sight are fetched. */
export interface Lines {
  readonly total: number;
  readonly at: (index: number) => LogLine | undefined;
  /** Fetches what lies from one place to another and is not here yet. */
  readonly want: (first: number, last: number) => void;
  readonly isCurrent: boolean;
}

interface Question {
  readonly range: Stretch | null;
  readonly filter: Filter;
}

/**
 * The lines of a stretch (null: all of them, those without a time as well) that pass a filter. While a newer stretch is asked for, the old lines
 * stay, so that nothing flickers.
 */
export function useLines(desk: LogsDesk, range: Stretch | null, filter: Filter): Lines {
  const client = useClient();
  const { files } = desk;
  // Another reading or another clock of a file is another question, too.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the files are part of the question without standing in it
  const question = useMemo<Question>(() => ({ range, filter }), [range?.from, range?.to, filter, files]);
  const fetchPage = useCallback(
    ({ range: within, filter: wanted }: Question, page: number) =>
      client.getLogLines({
        ...wanted,
        from: within?.from ?? null,
        to: within?.to ?? null,
        offset: page * perPage,
        limit: perPage,
      }),
    [client],
  );
  const { answer, isCurrent } = useNewest(question, (asked) => fetchPage(asked, 0));
  const [further, setFurther] = useState<{
    readonly of: Question;
    readonly pages: ReadonlyMap<number, readonly LogLine[]>;
  }>();
  const underWay = useRef(new Set<number>());
  const shown = answer?.question;
  useEffect(() => {
    underWay.current = new Set([0]);
  }, [shown]);

  const pages = further?.of === shown ? further?.pages : undefined;
  const total = answer?.value.total ?? 0;
  return {
    total,
    isCurrent,
    at: (index) => {
      const page = Math.floor(index / perPage);
      const lines = page === 0 ? answer?.value.lines : pages?.get(page);
      return lines?.[index - page * perPage];
    },
    want: (first, last) => {
      if (shown === undefined) return;
      const from = Math.max(0, Math.floor(first / perPage));
      const to = Math.floor(Math.min(last, total - 1) / perPage);
      for (let page = from; page <= to; page += 1) {
        const asked = underWay.current;
        if (asked.has(page)) continue;
        asked.add(page);
        fetchPage(shown, page).then(
          ({ lines }) =>
            setFurther((known) => {
              const before = known?.of === shown ? known.pages : [];
              return { of: shown, pages: new Map([...before, [page, lines]]) };
            }),
          // What did not come is asked for again when it comes into sight again.
          () => asked.delete(page),
        );
      }
    },
  };
}
