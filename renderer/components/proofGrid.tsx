import type { ReactNode } from 'react';

/** Proofs side by side where there is room. */
export function ProofGrid({ children }: { children: ReactNode }) {
  return <div className="gw-proofs">{children}</div>;
}
