import type { ReactNode } from 'react';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import './note.css';

/** A consequence in a box: `lead` is its bold first words, `action` stands at the right. */
export type NoteProps = {
  tone?: 'neutral' | 'caution' | 'stopped';
  glyph?: GlyphState;
  lead?: string;
  children?: ReactNode;
  action?: ReactNode;
};

const usual = { neutral: 'toKnow', caution: 'toFix', stopped: 'stopped' } as const;

/** Something to know. It cannot be dismissed, because it carries a consequence. */
export function Note({ tone = 'neutral', glyph, lead, children, action }: NoteProps) {
  return (
    <div className={`gw-note gw-note-${tone}`} role="note">
      <Glyph state={glyph ?? usual[tone]} />
      <p>
        {lead !== undefined && <b>{lead} </b>}
        {children}
      </p>
      {action}
    </div>
  );
}
