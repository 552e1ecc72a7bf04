import { ArrowUndoRegular, EyeRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTexts } from '../useTexts';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import type { Roving } from './roving';
import './row.css';

/** What an action costs: can be undone, restarts, is one-way, only reads, or none of these. */
export type ActionFlag = { kind: 'undo' | 'restart' | 'oneWay' | 'reads' | 'none'; text: string };

/** An action of the plan; `state` replaces the number once it is more than ahead. `minutes` is the text shown. */
export type ActionRowContent = {
  id: string;
  title: string;
  detail?: string;
  flag?: ActionFlag;
  minutes?: string;
  state?: GlyphState;
};

/** An action with its place in the list. */
export type ActionRowProps = {
  action: ActionRowContent;
  number: number;
  selected: boolean;
  focus: ReturnType<Roving['item']>;
  onSelect: () => void;
};

const flagGlyphs: Record<ActionFlag['kind'], ReactElement> = {
  undo: <ArrowUndoRegular aria-hidden />,
  reads: <EyeRegular aria-hidden />,
  restart: <Glyph state="restart" size={16} />,
  oneWay: <Glyph state="oneWay" size={16} />,
  none: <span className="gw-row-flag-space" />,
};

/** One action of the plan: number or state, what it does, its flag, its minutes. */
export function ActionRow({ action, number, selected, focus, onSelect }: ActionRowProps) {
  const { t } = useTexts('components');
  const { state, flag } = action;
  return (
    <div className={`gw-row gw-row-opens gw-row-numbered ${selected ? 'gw-row-selected' : ''}`}>
      <span className="gw-row-number">
        {state === undefined || state === 'ahead' ? (
          number
        ) : (
          <Glyph state={state} label={t('action.state', { number, state: t(`state.${state}`) })} />
        )}
      </span>
      <div className="gw-row-text">
        <button
          type="button"
          className="gw-row-title"
          aria-current={selected || undefined}
          onClick={onSelect}
          {...focus}
        >
          {action.title}
        </button>
        {action.detail !== undefined && <div className="gw-row-detail">{action.detail}</div>}
      </div>
      <span className={`gw-row-flag ${flag ? `gw-row-flag-${flag.kind}` : ''}`}>
        {flag && flagGlyphs[flag.kind]}
        {flag?.text}
      </span>
      <span className="gw-row-value">{action.minutes}</span>
    </div>
  );
}
