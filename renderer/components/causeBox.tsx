import type { ReactNode } from 'react';
import './causeBox.css';

/** One sentence of cause and the buttons that lead on, the first of them primary. */
export type CauseBoxProps = { children: ReactNode; actions?: ReactNode };

/** The box that opens under a stopped rung; nowhere else. */
export function CauseBox({ children, actions }: CauseBoxProps) {
  return (
    <div className="gw-cause">
      <p>{children}</p>
      {actions !== undefined && <div className="gw-cause-actions">{actions}</div>}
    </div>
  );
}
