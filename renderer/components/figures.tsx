import type { ReactNode } from 'react';
import './figures.css';

/** Totals in a line: a figure, its word, and a glyph where one helps. */
export type FiguresProps = {
  items: readonly { id: string; figure: string; word: string; glyph?: ReactNode }[];
};

/** The totals above a list, such as "8 actions, 14 to 20 min, 1 restart". */
export function Figures({ items }: FiguresProps) {
  return (
    <ul className="gw-figures">
      {items.map((item) => (
        <li key={item.id}>
          {item.glyph}
          <span>
            <b className="gw-numbers">{item.figure}</b> {item.word}
          </span>
        </li>
      ))}
    </ul>
  );
}
