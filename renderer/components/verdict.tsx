import type { ReactNode } from 'react';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import './verdict.css';

/** The verdict's state and line, then what it rests on (usually a PropertyList). */
export type VerdictProps = { state: GlyphState; line: string; children?: ReactNode };

/** What Gangway thinks of a file, in one line, with the evidence below. */
export function Verdict({ state, line, children }: VerdictProps) {
  return (
    <div className="gw-verdict">
      <p className="gw-verdict-line">
        <Glyph state={state} />
        {line}
      </p>
      {children}
    </div>
  );
}
