import type { ReactNode } from 'react';
import type { RovingItem } from './roving';
import { RowReach } from './rowReach';
import './row.css';

/** What a row shows: glyph, title, detail lines, a value and buttons at the right, and an opened body. */
export type RowContent = {
  id: string;
  title: string;
  glyph?: ReactNode;
  detail?: ReactNode;
  value?: ReactNode;
  actions?: ReactNode;
  body?: ReactNode;
};

/** A row with its place in a roving list. */
export type RowProps = {
  row: RowContent;
  selected?: boolean;
  focus: RovingItem;
  onOpen?: (() => void) | undefined;
};

/** One row of a list. Its title is the button that opens it; without `onOpen` it can be reached to be read. */
export function Row({ row, selected = false, focus, onOpen }: RowProps) {
  const classes = [
    'gw-row',
    row.detail !== undefined && 'gw-row-top',
    onOpen && 'gw-row-opens',
    selected && 'gw-row-selected',
  ];
  return (
    <RowReach value={focus.tabIndex === 0}>
      <div className={classes.filter(Boolean).join(' ')}>
        <span className="gw-row-glyph">{row.glyph}</span>
        <div className="gw-row-text">
          {onOpen ? (
            <button
              type="button"
              className="gw-row-title"
              aria-current={selected || undefined}
              aria-expanded={row.body === undefined ? undefined : true}
              onClick={onOpen}
              {...focus}
            >
              {row.title}
            </button>
          ) : (
            <span className="gw-row-title" {...focus}>
              {row.title}
            </span>
          )}
          {row.detail !== undefined && <div className="gw-row-detail">{row.detail}</div>}
        </div>
        {row.value !== undefined && <span className="gw-row-value">{row.value}</span>}
        {row.actions !== undefined && <div className="gw-row-actions">{row.actions}</div>}
      </div>
      {row.body !== undefined && <div className="gw-row-body">{row.body}</div>}
    </RowReach>
  );
}
