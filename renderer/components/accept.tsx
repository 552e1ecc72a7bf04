import type { ReactNode } from 'react';
import './accept.css';

/** Whether the box is ticked, what is called on a change, and the id of a text that explains the box. */
export type AcceptProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  describedBy?: string;
  children: ReactNode;
};

/** A box to tick, with its sentence beside it: the whole line is the target. */
export function Accept({ checked, onChange, describedBy, children }: AcceptProps) {
  return (
    <label className="gw-accept">
      <input
        type="checkbox"
        checked={checked}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
