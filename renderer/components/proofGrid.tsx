import { useId, type ReactNode } from 'react';
import './proof.css';

/** Proofs under a heading that only screen readers need, because the page title says the same. */
export type ProofGridProps = { label: string; children: ReactNode };

/** Proofs side by side where there is room. */
export function ProofGrid({ label, children }: ProofGridProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 className="gw-hidden" id={id}>
        {label}
      </h2>
      <div className="gw-proofs">{children}</div>
    </section>
  );
}
