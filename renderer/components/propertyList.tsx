import type { ReactNode } from 'react';
import './propertyList.css';

/** Names with their values, in order; `mono` is for raw values. */
export type PropertyListProps = {
  items: readonly { name: string; value: ReactNode; mono?: boolean }[];
};

/** Keys and values side by side. Values wrap, they are never cut. */
export function PropertyList({ items }: PropertyListProps) {
  return (
    <dl className="gw-properties">
      {items.map((item) => (
        <div key={item.name} style={{ display: 'contents' }}>
          <dt>{item.name}</dt>
          <dd className={item.mono ? 'gw-mono' : undefined}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
