import type { ReactNode } from 'react';
import { useTexts } from '../useTexts';
import './factTable.css';

/** Facts as a table with hidden heads; `children` are FactRows. */
export type FactTableProps = { label: string; children: ReactNode };

/** The table around facts: what, value, where it was read, when. The roles survive the stacked layout. */
export function FactTable({ label, children }: FactTableProps) {
  const { t } = useTexts('components');
  return (
    <table className="gw-facts" role="table" aria-label={label}>
      <thead className="gw-hidden">
        <tr role="row">
          {(['fact', 'value', 'source', 'time'] as const).map((head) => (
            <th key={head} role="columnheader" scope="col">
              {t(`fact.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}
