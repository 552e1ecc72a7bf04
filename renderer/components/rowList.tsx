import { useEffect, useRef } from 'react';
import { Row, type RowContent } from './row';
import { useSharedRoving } from './rowGroups';
import { useRoving } from './roving';

/** Rows of one group; `onOpen` makes their titles buttons. `dense` is for what needs no attention. */
export type RowListProps = {
  label: string;
  rows: readonly RowContent[];
  onOpen?: (id: string) => void;
  selected?: string;
  layout?: 'default' | 'dense' | 'two';
};

/**
 * Rows that share hairlines: one Tab stop, arrows within; among `RowGroups` one stop for all lists. When the row that has the keyboard goes away, the
 * next row of the list takes it, so that nobody is thrown back to the top of the page.
 */
export function RowList({ label, rows, onOpen, selected, layout = 'default' }: RowListProps) {
  const ids = rows.map((row) => row.id);
  const own = useRoving(ids, selected);
  const roving = useSharedRoving() ?? own;
  const held = useRef<{ id: string; index: number }>(undefined);

  useEffect(() => {
    const last = held.current;
    if (!last || ids.includes(last.id)) return;
    held.current = undefined;
    const next = ids[Math.min(last.index, ids.length - 1)];
    if (next !== undefined && document.activeElement === document.body) roving.focus(next);
  });

  const look = { default: '', dense: 'gw-rows-dense', two: 'gw-rows-dense gw-rows-two' }[layout];
  return (
    <ul className={`gw-rows ${look}`} aria-label={label} onKeyDown={roving.onKeyDown}>
      {rows.map((row, index) => (
        <li
          key={row.id}
          onFocus={() => {
            held.current = { id: row.id, index };
            roving.touch(row.id);
          }}
          onBlur={(event) => {
            if (event.relatedTarget !== null) held.current = undefined;
          }}
        >
          <Row
            row={row}
            selected={row.id === selected}
            focus={roving.item(row.id)}
            onOpen={onOpen && (() => onOpen(row.id))}
          />
        </li>
      ))}
    </ul>
  );
}
