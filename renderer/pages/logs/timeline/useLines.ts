import { useCallback, useMemo, useRef, useState } from 'react';
import type { LogLine, LogsDesk } from '../../../../shared/bridge/logs';
import { useClient } from '../../../client';
import { useNewest } from './useNewest';
import type { Stretch } from './stretch';
import type { Filter } from './wish';

/** Lines come in pages of this many. */
const perPage = 200;
/** Pages beyond the first that are kept; who scrolls back further has them fetched again. */
const mostPages = 40;

/** How far down a moment stands among the lines of a stretch. An object for each answer. */
export interface Anchor {
  readonly index: number;
}

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
  const underWay = useRef<{ readonly of: Question | undefined; readonly pages: Set<number> }>(undefined);
  const shown = answer?.question;

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
      // The first page came with the answer.
      if (underWay.current?.of !== shown) underWay.current = { of: shown, pages: new Set([0]) };
      const asked = underWay.current.pages;
      const from = Math.max(0, Math.floor(first / perPage));
      const to = Math.floor(Math.min(last, total - 1) / perPage);
      for (let page = from; page <= to; page += 1) {
        if (asked.has(page)) continue;
        asked.add(page);
        fetchPage(shown, page).then(
          ({ lines }) =>
            setFurther((known) => {
              const before = known?.of === shown ? known.pages : [];
              const kept = [...before].slice(-mostPages);
              for (const [gone] of [...before].slice(0, -mostPages)) asked.delete(gone);
              return { of: shown, pages: new Map([...kept, [page, lines]]) };
            }),
          // What did not come is asked for again when it comes into sight again.
          () => asked.delete(page),
        );
      }
    },
  };
}

/** Where a moment stands among the lines of a stretch: behind all that were written up to it. Null while it is not known. */
export function useAnchor(
  desk: LogsDesk,
  range: Stretch | null,
  at: number | null,
  filter: Filter,
): Anchor | null {
  const client = useClient();
  const { files } = desk;
  const question = useMemo(
    () => (range === null || at === null ? null : { from: range.from, to: Math.max(at, range.from), filter }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the files are part of the question without standing in it
    [range?.from, range?.to, at, filter, files],
  );
  const { answer } = useNewest(question, ({ from, to, filter: wanted }) =>
    client.getLogLines({ ...wanted, from, to, offset: 0, limit: 1 }),
  );
  return useMemo(() => (answer === null ? null : { index: Math.max(0, answer.value.total - 1) }), [answer]);
}
