import type { ReactNode } from 'react';
import './signList.css';

/** The name of the list, and its lines: each begins with a sign. */
export type SignListProps = {
  label: string;
  lines: readonly { id: string; sign: ReactNode; text: ReactNode }[];
};

/** A list beside a page: signs in one column, what they stand for in the other. */
export function SignList({ label, lines }: SignListProps) {
  return (
    <ul className="gw-signs" aria-label={label} tabIndex={0}>
      {lines.map(({ id, sign, text }) => (
        <li key={id}>
          {sign}
          {text}
        </li>
      ))}
    </ul>
  );
}
