import { useId, type ReactNode } from 'react';
import './section.css';

/** A heading, a quiet note beside it, and what stands at the right of the heading. */
export type SectionProps = { title: string; note?: ReactNode; end?: ReactNode; children: ReactNode };

/** A part of a page with its h2. */
export function Section({ title, note, end, children }: SectionProps) {
  const id = useId();
  return (
    <section className="gw-section" aria-labelledby={id}>
      <div className="gw-section-head">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {note !== undefined && <span className="gw-caption">{note}</span>}
        {end !== undefined && <span className="gw-section-end">{end}</span>}
      </div>
      {children}
    </section>
  );
}
