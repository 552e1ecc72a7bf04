import { useTexts } from '../../useTexts';
import type { PlanItem } from '../../../shared/plan/plan';
import { Figures } from '../../components/figures';
import { Glyph } from '../../components/glyph';

/** The totals of a plan: how many actions, minutes, restarts and one-way actions are ahead, and how many are already so. */
export function PlanTotals({ items }: { items: readonly PlanItem[] }) {
  const { t } = useTexts('plan');
  const needed = items.filter((item) => item.needed);
  const sum = (index: 0 | 1) => needed.reduce((total, item) => total + item.action.minutes[index], 0);
  const restarts = needed.filter((item) => item.action.restart === 'yes').length;
  const oneWay = needed.filter((item) => item.action.oneWay).length;
  const already = items.length - needed.length;
  const count = (id: 'actions' | 'restart' | 'oneWay' | 'already', number: number, glyph?: React.ReactNode) =>
    number === 0 ? [] : [{ id, figure: String(number), word: t(`total.${id}`, { count: number }), glyph }];
  return (
    <Figures
      items={[
        ...count('actions', needed.length),
        ...(needed.length === 0
          ? []
          : [
              {
                id: 'minutes',
                figure: t('total.range', { from: sum(0), to: sum(1) }),
                word: t('total.minutes'),
              },
            ]),
        ...count('restart', restarts, <Glyph state="restart" />),
        ...count('oneWay', oneWay, <Glyph state="oneWay" />),
        ...count('already', already, <Glyph state="done" />),
      ]}
    />
  );
}
