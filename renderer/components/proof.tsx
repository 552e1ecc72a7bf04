import { useId, useState, type ReactNode } from 'react';
import { useTexts } from '../useTexts';
import { ActionButton } from './actionButton';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import './inset.css';
import './proof.css';

/**
 * A claim, its source, when it was read, and the raw value it rests on. `record` is the full record that a
 * person may open; `action` a button for what cannot be proved here.
 */
export type ProofProps = {
  state: GlyphState;
  claim: string;
  source: ReactNode;
  time?: string;
  raw?: string;
  record?: string;
  action?: ReactNode;
};

/** One proof as an article. It always shows its raw value beside the tick. */
export function Proof({ state, claim, source, time, raw, record, action }: ProofProps) {
  const { t } = useTexts('components');
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <article className="gw-proof" aria-labelledby={id}>
      <Glyph state={state} label={t(`state.${state}`)} />
      <h3 id={id}>{claim}</h3>
      {raw === undefined && action !== undefined ? (
        <div className="gw-proof-end">{action}</div>
      ) : (
        <span className="gw-proof-time">{time}</span>
      )}
      <p className="gw-proof-source">{source}</p>
      {raw !== undefined && (
        <pre className="gw-proof-raw gw-inset gw-mono" lang="en">
          {open && record !== undefined ? record : raw}
        </pre>
      )}
      {(record !== undefined || (raw !== undefined && action !== undefined)) && (
        <div className="gw-proof-actions">
          {record !== undefined && (
            <ActionButton variant="link" expanded={open} onPress={() => setOpen(!open)}>
              {t(open ? 'proof.less' : 'proof.more')}
            </ActionButton>
          )}
          {raw !== undefined && action}
        </div>
      )}
    </article>
  );
}
