import type { ReactNode } from 'react';
import './emptyState.css';

/** What is not there, why, and what can be done. */
export type EmptyStateProps = { title: string; children?: ReactNode; actions?: ReactNode };

/** A place with nothing in it yet, and the way to put something there. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="gw-empty">
      <h2>{title}</h2>
      {children !== undefined && <p className="gw-detail">{children}</p>}
      {actions !== undefined && <div className="gw-empty-actions">{actions}</div>}
    </div>
  );
}
