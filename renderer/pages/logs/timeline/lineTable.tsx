import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { LogLine, LogsDesk } from '../../../../shared/bridge/logs';
import { useTexts } from '../../../useTexts';
import type { DeskTimes } from '../deskTimes';
import { LineRow } from './lineRow';
import type { Anchor, Lines } from './useLines';
import { useWidth } from './useWidth';
import '../../../components/section.css';
import './table.css';

/** The row of the names of the columns. */
const headRow = 31;
/** A row, and the width (px) below which it takes two lines. */
const rowHeight = { one: 34, two: 58 };
const narrow = 620;
/** More rows than this are higher than a browser can scroll. */
export const mostRows = 900_000;

/** The desk, its lines and clock; `led`: earlier lines that led to the failing moment, which stay on top. */
export interface LineTableProps {
  readonly desk: LogsDesk;
  readonly lines: Lines;
  readonly led: readonly LogLine[];
  /** The line to begin with, at each new one; null: the first. */
  readonly anchor: Anchor | null;
  readonly times: DeskTimes;
  readonly onShow: (line: LogLine) => void;
}

/** The lines of the marked time as a table: one Tab stop, arrows lead from line to line, Enter shows one in its file. */
export function LineTable({ desk, lines, led, anchor, times, onShow }: LineTableProps) {
  const { t } = useTexts('logs');
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useWidth(scroller) < narrow;
  const height = isNarrow ? rowHeight.two : rowHeight.one;
  const rows = Math.min(lines.total, mostRows);
  const count = led.length + rows;
  // The head and what led there stay in sight while the lines scroll.
  const headHeight = (isNarrow ? 0 : headRow) + led.length * height;
  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingEnd: headHeight,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    const room = (scroller.current?.clientHeight ?? 0) - headHeight;
    virtual.scrollToOffset(anchor === null ? 0 : Math.max(0, anchor.index * height - (room - height) / 2));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each anchor and answer, not at each turn of a person's wheel
  }, [anchor, rows]);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    lines.want(first, last);
  });

  // The row that the keyboard is on, by its place; it takes the keyboard when it is drawn.
  const [active, setActive] = useState(0);
  const wanted = useRef(false);
  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), count - 1);
    wanted.current = true;
    setActive(next);
    if (next >= led.length) virtual.scrollToIndex(next - led.length);
    focusOn(next);
  };
  const focusOn = (index: number) => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`);
    if (!wanted.current || row === null || row === undefined) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
  };
  // A row that goes away under the keyboard, because other lines came, takes it along without a word.
  const held = useRef(false);
  useEffect(() => {
    const row = Math.min(active, count - 1);
    if (held.current && document.activeElement === document.body) {
      wanted.current = scroller.current?.querySelector(`[data-index="${row}"]`) != null;
      if (!wanted.current) scroller.current?.focus();
    }
    focusOn(row);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const on = event.target === scroller.current ? -1 : active;
    const room = (scroller.current?.clientHeight ?? 0) - headHeight;
    const page = Math.max(1, Math.floor(room / height) - 1);
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

  const onFocus = (index: number) => {
    held.current = true;
    setActive(index);
  };
  const around = { desk, times, height, onShow, onFocus };
  return (
    <div className={`gw-linetable ${isNarrow ? 'gw-linetable-narrow' : ''}`}>
      <div
        className="gw-linetable-scroll"
        ref={scroller}
        role="region"
        tabIndex={0}
        aria-label={t('table.label')}
        aria-busy={!lines.isCurrent}
        onKeyDown={onKeyDown}
        onBlur={() => {
          held.current = false;
        }}
      >
        <div role="table" aria-label={t('table.label')} aria-rowcount={count + 1} aria-colcount={4}>
          <div role="rowgroup" className="gw-linetable-head">
            <div role="row" aria-rowindex={1} className="gw-linetable-row">
              <span role="columnheader">{t('table.time')}</span>
              <span role="columnheader">{t('table.source')}</span>
              <span role="columnheader">{t('table.line')}</span>
              <span role="columnheader" className="gw-linetable-where">
                {t('table.where')}
              </span>
            </div>
            {led.map((line, index) => (
              <LineRow key={index} {...around} line={line} index={index} led top={null} />
            ))}
          </div>
          <div role="rowgroup" className="gw-linetable-space" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => (
              <LineRow
                key={item.key}
                {...around}
                line={lines.at(item.index)}
                index={led.length + item.index}
                led={false}
                top={item.start}
              />
            ))}
          </div>
        </div>
        {count === 0 && lines.isCurrent && (
          <p className="gw-linetable-none gw-detail">{t('table.nothing')}</p>
        )}
      </div>
    </div>
  );
}
