import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { LogLine, LogsDesk } from '../../../../shared/model/logs';
import { useTexts } from '../../../useTexts';
import type { DeskTimes } from '../deskTimes';
import { LineRow } from './lineRow';
import type { Lines } from './useLines';
import { useWidth } from './useWidth';
import '../../../components/section.css';
import './table.css';

/** A row, and the width (px) below which it takes two lines. */
const rowHeight = { one: 34, two: 58 };
const narrow = 620;
/** More rows than this are higher than a browser can scroll. */
export const mostRows = 900_000;

/** The desk, its lines and clock; `led`: earlier lines that led to the failing moment, shown on top. */
export interface LineTableProps {
  readonly desk: LogsDesk;
  readonly lines: Lines;
  readonly led: readonly LogLine[];
  readonly times: DeskTimes;
  readonly onShow: (line: LogLine) => void;
}

/** The lines of the marked time as a table: one Tab stop, arrows lead from line to line, Enter shows one in its file. */
export function LineTable({ desk, lines, led, times, onShow }: LineTableProps) {
  const { t } = useTexts('logs');
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useWidth(scroller) < narrow;
  const height = isNarrow ? rowHeight.two : rowHeight.one;
  const count = led.length + Math.min(lines.total, mostRows);
  // eslint-disable-next-line react/incompatible-library -- what it gives is used here alone, and no memo keeps it
  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    lines.want(first - led.length, last - led.length);
  });

  // The row that the keyboard is on, by its place; it takes the keyboard when it is drawn.
  const [active, setActive] = useState(0);
  const wanted = useRef(false);
  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), count - 1);
    wanted.current = true;
    setActive(next);
    virtual.scrollToIndex(next);
    focusOn(next);
  };
  const focusOn = (index: number) => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`);
    if (!wanted.current || row === null || row === undefined) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
  };
  useEffect(() => focusOn(active));
  const onKeyDown = (event: KeyboardEvent) => {
    const on = event.target === scroller.current ? -1 : active;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1);
    const to: Record<string, number> = {
      ArrowDown: on + 1,
      ArrowUp: on - 1,
      PageDown: on + page,
      PageUp: on - page,
      Home: 0,
      End: count - 1,
    };
    const next = to[event.key];
    if (next === undefined || event.ctrlKey || event.altKey || count === 0) return;
    event.preventDefault();
    move(next);
  };

  return (
    <div className={`gw-lines ${isNarrow ? 'gw-lines-narrow' : ''}`}>
      <div
        className="gw-lines-scroll"
        ref={scroller}
        role="region"
        tabIndex={0}
        aria-label={t('table.label')}
        aria-busy={!lines.isCurrent}
        onKeyDown={onKeyDown}
      >
        <div role="table" aria-label={t('table.label')} aria-rowcount={count + 1} aria-colcount={4}>
          <div role="rowgroup" className="gw-lines-head">
            <div role="row" aria-rowindex={1} className="gw-lines-row">
              <span role="columnheader">{t('table.time')}</span>
              <span role="columnheader">{t('table.source')}</span>
              <span role="columnheader">{t('table.line')}</span>
              <span role="columnheader" className="gw-lines-where">
                {t('table.where')}
              </span>
            </div>
          </div>
          <div role="rowgroup" className="gw-lines-space" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => (
              <LineRow
                key={item.key}
                line={item.index < led.length ? led[item.index] : lines.at(item.index - led.length)}
                led={item.index < led.length}
                index={item.index}
                desk={desk}
                times={times}
                top={item.start}
                height={height}
                onShow={onShow}
                onFocus={setActive}
              />
            ))}
          </div>
        </div>
        {count === 0 && lines.isCurrent && <p className="gw-lines-none gw-detail">{t('table.nothing')}</p>}
      </div>
    </div>
  );
}
