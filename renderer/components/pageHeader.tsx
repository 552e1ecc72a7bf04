import type { ReactNode, Ref } from 'react';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import './pageHeader.css';

/**
 * Title (with the glyph of an outcome), lead sentence, tools at the right, and the line that names server
 * and step when the window is narrow. `large` is the lead of a failure, `welcome` the head of the first run.
 */
export type PageHeaderProps = {
  title: string;
  titleRef?: Ref<HTMLHeadingElement>;
  spoken?: string;
  state?: GlyphState;
  lead?: ReactNode;
  large?: boolean;
  welcome?: boolean;
  crumb?: string;
  tools?: ReactNode;
};

/** The head of a page. Its h1 takes focus when the page opens; `spoken` is what is announced then. */
export function PageHeader(props: PageHeaderProps) {
  const { title, titleRef, spoken, state, lead, large = false, welcome = false, crumb, tools } = props;
  return (
    <div className={`gw-header ${welcome ? 'gw-header-welcome' : ''}`}>
      {crumb !== undefined && <div className="gw-header-crumb gw-caption">{crumb}</div>}
      <div className="gw-header-title">
        {state !== undefined && <Glyph state={state} size={24} />}
        <h1 ref={titleRef} tabIndex={-1} aria-label={spoken}>
          {title}
        </h1>
      </div>
      {lead !== undefined && (
        <p className={`gw-header-lead ${large ? 'gw-header-lead-large' : ''}`}>{lead}</p>
      )}
      {tools !== undefined && <div className="gw-header-tools">{tools}</div>}
    </div>
  );
}
