import type { ReactElement } from 'react';
import type { GlyphState } from './glyphState';
import './glyph.css';

const round = { strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const shapes: Record<Exclude<GlyphState, 'ahead'>, ReactElement> = {
  done: (
    <>
      <circle cx="10" cy="10" r="8" fill="currentColor" />
      <path className="gw-glyph-cut" d="M6.3 10.3l2.5 2.5 4.9-5.2" strokeWidth="1.7" {...round} />
    </>
  ),
  current: (
    <>
      <circle cx="10" cy="10" r="7.2" stroke="currentColor" strokeWidth="1.8" />
      <circle cx="10" cy="10" r="3.2" fill="currentColor" />
    </>
  ),
  running: (
    <>
      <circle className="gw-glyph-groove" cx="10" cy="10" r="7.2" strokeWidth="2" />
      <path
        className="gw-glyph-turn"
        d="M10 2.8a7.2 7.2 0 0 1 6.6 10"
        stroke="currentColor"
        strokeWidth="2.4"
        {...round}
      />
      <path
        className="gw-glyph-still"
        d="M10 2.8a7.2 7.2 0 1 1-7.2 7.2"
        stroke="currentColor"
        strokeWidth="2.4"
        {...round}
      />
    </>
  ),
  waiting: (
    <g stroke="currentColor" strokeWidth="1.6" {...round}>
      <circle cx="10" cy="10" r="7.4" />
      <path d="M10 5.7V10l2.8 1.9" />
    </g>
  ),
  planned: (
    <g stroke="currentColor" strokeWidth="1.6" {...round}>
      <rect x="2.6" y="2.6" width="14.8" height="14.8" rx="3" strokeWidth="1.5" />
      <path d="M6.2 10h7.2M10.5 6.9l3.1 3.1-3.1 3.1" />
    </g>
  ),
  blocked: (
    <g stroke="currentColor" strokeWidth="1.5" {...round}>
      <path d="M10 1.8 18.2 10 10 18.2 1.8 10z" />
      <path d="M6.7 10h6.6" strokeWidth="1.8" />
    </g>
  ),
  toFix: (
    <>
      <g stroke="currentColor" strokeWidth="1.6" {...round}>
        <path d="M10 2.3 18.4 17H1.6z" />
        <path d="M10 7.6v4.3" strokeWidth="1.7" />
      </g>
      <circle cx="10" cy="14.4" r="1" fill="currentColor" />
    </>
  ),
  stopped: (
    <>
      <rect x="2.2" y="2.2" width="15.6" height="15.6" rx="3" fill="currentColor" />
      <path className="gw-glyph-cut" d="M6.9 6.9l6.2 6.2M13.1 6.9l-6.2 6.2" strokeWidth="1.8" {...round} />
    </>
  ),
  conflict: (
    <g stroke="currentColor" strokeWidth="1.5" {...round}>
      <path d="M10 1.6l7.3 4.2v8.4L10 18.4l-7.3-4.2V5.8z" />
      <path d="M6.6 8.3h6.8M6.6 11.7h6.8M12 5.9l-4 8.2" />
    </g>
  ),
  refused: (
    <>
      <path d="M6.6 1.9h6.8l4.7 4.7v6.8l-4.7 4.7H6.6l-4.7-4.7V6.6z" fill="currentColor" />
      <path className="gw-glyph-cut" d="M6.2 10h7.6" strokeWidth="2" {...round} />
    </>
  ),
  notNeeded: (
    <>
      <circle cx="10" cy="10" r="7.4" stroke="currentColor" strokeWidth="1.2" strokeDasharray="2.2 2.4" />
      <path d="M7 10h6" stroke="currentColor" strokeWidth="1.6" {...round} />
    </>
  ),
  notProvable: (
    <>
      <circle
        cx="10"
        cy="10"
        r="7.4"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="0.8 2.3"
        {...round}
      />
      <text className="gw-glyph-text" x="10" y="13.8" fontSize="11">
        ?
      </text>
    </>
  ),
  toKnow: (
    <>
      <circle cx="10" cy="10" r="7.4" stroke="currentColor" strokeWidth="1.5" />
      <path d="M10 9.2v4.4" stroke="currentColor" strokeWidth="1.7" {...round} />
      <circle cx="10" cy="6.5" r="1.05" fill="currentColor" />
    </>
  ),
  restart: (
    <g stroke="currentColor" strokeWidth="1.6" {...round}>
      <path d="M15.8 7.2A6.6 6.6 0 1 0 16.6 10" />
      <path d="M16.6 3.6v3.8h-3.8" />
    </g>
  ),
  oneWay: (
    <g stroke="currentColor" strokeWidth="1.7" {...round}>
      <path d="M3 10h9M8.6 6l4 4-4 4" />
      <path d="M16.4 4.5v11" strokeWidth="2" />
    </g>
  ),
};

/** What a glyph shows: its state, size in pixels, the number inside an `ahead` ring, and a spoken name. */
export type GlyphProps = { state: GlyphState; size?: 14 | 16 | 20 | 24; number?: number; label?: string };

/** The mark of a state. Without `label` it is silent, for a place where the word stands beside it. */
export function Glyph({ state, size = 20, number, label }: GlyphProps) {
  const spoken = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg
      className={`gw-glyph gw-glyph-${state}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      {...spoken}
    >
      {state === 'ahead' ? (
        <>
          <circle cx="10" cy="10" r="7.4" stroke="currentColor" strokeWidth="1.1" />
          {number !== undefined && (
            <text className="gw-glyph-text" x="10" y="13.3" fontSize={number > 9 ? 8.6 : 9.5}>
              {number}
            </text>
          )}
        </>
      ) : (
        shapes[state]
      )}
    </svg>
  );
}
