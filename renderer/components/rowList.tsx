import { createContext, useCallback, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { Row, type RowContent } from './row';
import { useSharedRoving } from './rowGroups';
import { rovingItem, useRoving, type Roving } from './roving';
import './row.css';

/** A list around rows: their ids in order, and the one to begin with. `dense` is for what needs no attention. */
export type RowFrameProps = {
  label: string;
  ids: readonly string[];
  preferred?: string | undefined;
  layout?: 'default' | 'dense' | 'two';
  children: ReactNode;
};

/** What a row needs of its list. It stays the same object until another row becomes the one that Tab reaches. */
type RowsAround = Pick<Roving, 'active' | 'register' | 'touch'> & {
  /** The row has the keyboard, or gave it to another place. */
  hold: (id: string | undefined) => void;
};
const RowsContext = createContext<RowsAround | null>(null);

/**
 * Rows that share hairlines: one Tab stop, arrows within; among `RowGroups` one stop for all lists. When the row that has the keyboard goes away, the
 * next row of the list takes it, so that a person stays at that place of the page. Its rows are `RowItem`s.
 */
export function RowFrame({ label, ids, preferred, layout = 'default', children }: RowFrameProps) {
  const own = useRoving(ids, preferred);
  const roving = useSharedRoving() ?? own;
  const held = useRef<string>(undefined);
  const before = useRef(ids);

  useEffect(() => {
    const last = held.current;
    const index = before.current.indexOf(last ?? '');
    before.current = ids;
    if (last === undefined || ids.includes(last)) return;
    held.current = undefined;
    const next = ids[Math.min(index, ids.length - 1)];
    if (next !== undefined && document.activeElement === document.body) roving.focus(next);
  });

  const { active, register, touch } = roving;
  const hold = useCallback((id: string | undefined) => {
    held.current = id;
  }, []);
  const around = useMemo(() => ({ active, register, touch, hold }), [active, register, touch, hold]);
  const look = { default: '', dense: 'gw-rows-dense', two: 'gw-rows-dense gw-rows-two' }[layout];
  return (
    <ul className={`gw-rows ${look}`} aria-label={label} onKeyDown={roving.onKeyDown}>
      <RowsContext value={around}>{children}</RowsContext>
    </ul>
  );
}

/** A row in a `RowFrame`; `onOpen` makes its title a button. */
export type RowItemProps = {
  row: RowContent;
  selected?: boolean;
  onOpen?: (() => void) | undefined;
};

/** One row of a list, with its place in it. */
export function RowItem({ row, selected = false, onOpen }: RowItemProps) {
  const around = useContext(RowsContext);
  if (around === null) throw new Error('RowFrame is missing');
  return (
    <li
      onFocus={() => {
        around.hold(row.id);
        around.touch(row.id);
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null) around.hold(undefined);
      }}
    >
      <Row row={row} selected={selected} focus={rovingItem(around, row.id)} onOpen={onOpen} />
    </li>
  );
}

/** Rows of one group; `onOpen` makes their titles buttons. */
export type RowListProps = {
  label: string;
  rows: readonly RowContent[];
  onOpen?: (id: string) => void;
  selected?: string;
  layout?: RowFrameProps['layout'];
};

/** A list of rows whose contents are at hand. */
export function RowList({ label, rows, onOpen, selected, layout = 'default' }: RowListProps) {
  return (
    <RowFrame label={label} ids={rows.map(({ id }) => id)} preferred={selected} layout={layout}>
      {rows.map((row) => (
        <RowItem
          key={row.id}
          row={row}
          selected={row.id === selected}
          onOpen={onOpen && (() => onOpen(row.id))}
        />
      ))}
    </RowFrame>
  );
}
