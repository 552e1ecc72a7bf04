import { Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTexts } from '../../useTexts';
import { FindField } from '../../components/findField';
import { orders, type Narrowing } from './narrowing';
import '../../components/pill.css';
import './home.css';

/** What the list is narrowed by, the tags there are, and how many servers are left. */
export interface ListToolsProps {
  readonly narrowing: Narrowing;
  readonly onChange: (change: Partial<Narrowing>) => void;
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
  readonly found: number;
  /** False where the page has a field of its own. */
  readonly find: boolean;
  readonly children?: ReactNode;
}

/** The line above a list of servers: find, order, tags, and the buttons of the page. */
export function ListTools({ narrowing, onChange, tags, found, find, children }: ListToolsProps) {
  const { t } = useTexts('queue');
  return (
    <div className="gw-list-tools">
      {find && (
        <FindField
          label={t('list.find')}
          words={narrowing.words}
          onWords={(words) => onChange({ words })}
          found={t('list.found', { count: found })}
        />
      )}
      <Select
        aria-label={t('list.order')}
        value={narrowing.order}
        onChange={(_, data) => {
          const order = orders.find((known) => known === data.value);
          if (order !== undefined) onChange({ order });
        }}
      >
        {orders.map((order) => (
          <option key={order} value={order}>
            {t(`list.orders.${order}`)}
          </option>
        ))}
      </Select>
      {children}
      {tags.length > 0 && (
        <div className="gw-tags" role="group" aria-label={t('tags.filter')}>
          {tags.map(({ tag, count }) => {
            const on = narrowing.tags.includes(tag);
            return (
              <button
                key={tag}
                type="button"
                className="gw-pill"
                aria-pressed={on}
                onClick={() =>
                  onChange({
                    tags: on ? narrowing.tags.filter((other) => other !== tag) : [...narrowing.tags, tag],
                  })
                }
              >
                {tag} <span aria-hidden>{count}</span>
                <span className="gw-hidden">{t('list.found', { count })}</span>
              </button>
            );
          })}
        </div>
      )}
    </div>
  );
}
