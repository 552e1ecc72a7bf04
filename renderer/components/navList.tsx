import type { ReactNode } from 'react';
import { useRoving } from './roving';
import './navList.css';
import './rail.css';

/** One place to go: its icon, name and a second line of live status. */
export type NavItem = { id: string; icon: ReactNode; name: string; status?: string };

/** The navigation outside the wizard: the places, which is open, and what stands at the foot. */
export type NavListProps = {
  label: string;
  items: readonly NavItem[];
  current: string;
  onOpen: (id: string) => void;
  foot?: ReactNode;
};

/** The rail of the home level: a short list of places, one Tab stop, arrows within. */
export function NavList({ label, items, current, onOpen, foot }: NavListProps) {
  const roving = useRoving(
    items.map((item) => item.id),
    current,
  );
  return (
    <div className="gw-rail">
      <nav aria-label={label}>
        <ul onKeyDown={roving.onKeyDown}>
          {items.map((item) => (
            <li key={item.id}>
              <button
                type="button"
                {...roving.item(item.id)}
                className="gw-nav-item"
                aria-current={item.id === current ? 'page' : undefined}
                title={item.name}
                onClick={() => onOpen(item.id)}
              >
                {item.icon}
                <span className="gw-nav-item-text">
                  <span className="gw-nav-item-name">{item.name}</span>
                  {item.status !== undefined && <span className="gw-nav-item-status">{item.status}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {foot !== undefined && <div className="gw-rail-foot">{foot}</div>}
      </nav>
    </div>
  );
}
