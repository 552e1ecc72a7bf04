import type { ReactNode } from 'react';
import { useTexts } from '../useTexts';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import './ladder.css';

/** One rung: its state, name, what was measured, how long it took in ms or when it happened (or what else stands at the right), and what opens below it. `broken`: the line stops here. */
export type Rung = {
  id: string;
  state: GlyphState;
  name: string;
  value?: ReactNode;
  milliseconds?: number;
  time?: string;
  end?: ReactNode;
  broken?: boolean;
  more?: ReactNode;
};

/** The rungs in the order in which they are tried. */
export type LadderProps = { label: string; rungs: readonly Rung[] };

/** Tests that build on each other, top to bottom. A stopped rung opens in place, the line stays dotted below. */
export function Ladder({ label, rungs }: LadderProps) {
  const { t, i18n } = useTexts('components');
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <ol className="gw-ladder" aria-label={label}>
      {rungs.map((rung) => (
        <li
          key={rung.id}
          className={`gw-rung ${rung.broken === true ? 'gw-rung-broken' : rungClass(rung.state)}`}
        >
          <Glyph state={rung.state} label={t(`state.${rung.state}`)} />
          <div>
            <div className="gw-rung-name">{rung.name}</div>
            {rung.value !== undefined && <div className="gw-rung-value">{rung.value}</div>}
          </div>
          <span className="gw-rung-time">
            {rung.milliseconds === undefined
              ? (rung.end ?? rung.time)
              : t('rung.time', { time: number.format(rung.milliseconds) })}
          </span>
          {rung.more !== undefined && <div className="gw-rung-more">{rung.more}</div>}
        </li>
      ))}
    </ol>
  );
}

function rungClass(state: GlyphState): string {
  if (state === 'done' || state === 'notNeeded') return 'gw-rung-passed';
  return state === 'ahead' ? 'gw-rung-ahead' : '';
}
