import type { ReactNode } from 'react';
import { useTexts } from '../useTexts';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import { useFormer } from './useFormer';
import './factTable.css';

/**
 * A fact with its value, source (path, command or class) and the time it was read. `unreadable` is the
 * reason why there is no value. A value that a new reading changed stands beside the one before it.
 */
export type FactRowProps = {
  fact: string;
  value?: ReactNode;
  glyph?: GlyphState;
  source?: string;
  time?: string;
  stale?: boolean;
  unreadable?: string;
};

/** One row of a FactTable. */
export function FactRow({ fact, value, glyph, source, time, stale, unreadable }: FactRowProps) {
  const { t } = useTexts('components');
  const previous = useFormer(unreadable ?? value, time);
  const classes = [
    stale === true && 'gw-fact-stale',
    unreadable !== undefined && 'gw-fact-unreadable',
    previous !== undefined && 'gw-fact-changed',
  ];
  return (
    <tr role="row" className={classes.filter(Boolean).join(' ') || undefined}>
      <th role="rowheader" scope="row">
        {fact}
      </th>
      <td role="cell">
        <span className="gw-fact-value">
          {unreadable !== undefined && <Glyph state="notProvable" size={16} />}
          {unreadable === undefined && glyph !== undefined && <Glyph state={glyph} size={16} />}
          {previous !== undefined && (
            <span>
              <span className="gw-hidden">{t('fact.before')} </span>
              <del>{previous}</del>
              <span className="gw-hidden">, {t('fact.now')} </span>
            </span>
          )}
          <span>{unreadable ?? value}</span>
        </span>
      </td>
      <td role="cell">{source !== undefined && <span className="gw-fact-source gw-mono">{source}</span>}</td>
      <td role="cell" className="gw-caption gw-numbers">
        {time}
      </td>
    </tr>
  );
}
