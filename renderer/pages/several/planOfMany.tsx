import { useId } from 'react';
import { useTexts } from '../../useTexts';
import type { PlanGroup } from '../../../shared/several/severalServers';
import type { PlanItem } from '../../../shared/plan/plan';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { PlanTotals } from '../plan/planTotals';
import type { Candidate } from './candidate';
import './several.css';

/** Servers with one plan, the number of the plan on the sheet, and the way to a server's own Plan page. */
export interface PlanOfManyProps {
  readonly group: PlanGroup<Candidate>;
  readonly number: number;
  readonly onOpen: (targetId: string) => void;
}

/** One plan as it is shown for all its servers: each action in order, then each server, whose plan opens from its name. */
export function PlanOfMany({ group: { items, servers }, number, onOpen }: PlanOfManyProps) {
  const { t } = useTexts('several');
  const id = useId();
  const flag = ({ action }: PlanItem) =>
    action.restart === 'yes'
      ? 'restart'
      : action.oneWay
        ? 'oneWay'
        : action.restart === 'maybe'
          ? 'maybe'
          : null;
  return (
    <section className="gw-several-plan" aria-labelledby={id}>
      <h3 id={id}>{t('plan.title', { number, count: servers.length })}</h3>
      <PlanTotals items={items} />
      <ol aria-label={t('plan.actions', { number })}>
        {items.map((item) => {
          const kind = flag(item);
          return (
            <li key={item.id}>
              {t(`actions:${item.id}.title`)}
              {kind !== null && (
                <span className="gw-several-flag">
                  <Glyph state={kind === 'oneWay' ? 'oneWay' : 'restart'} size={16} />
                  {t(`plan.flag.${kind}`)}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <ul className="gw-several-servers" aria-label={t('plan.servers', { number })}>
        {servers.map((one) => (
          <li key={one.id}>
            <ActionButton variant="link" size="small" onPress={() => onOpen(one.id)}>
              {one.name}
              <span className="gw-hidden"> {t('plan.open')}</span>
            </ActionButton>
            <span className="gw-caption">
              {t(`steps:note.mode.${one.view.inputs.wishes.mode ?? 'active'}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
