import { useTexts } from '../../useTexts';
import type { JudgedCheck } from '../../../shared/plan/checkStates';
import { PropertyList } from '../../components/propertyList';

/** What to do about a check, what the statement rests on, and the doubt where there is one. */
export function Explanation({ check }: { check: JudgedCheck }) {
  const { t } = useTexts('prerequisites');
  return (
    <PropertyList
      items={[
        // The row says why already, unless it shows the reason of a waiver instead.
        ...(check.state === 'waived' ? [{ name: t('why'), value: t(`checks:${check.id}.why`) }] : []),
        {
          name: t('next'),
          value: check.state === 'inPlan' ? t('nextInPlan') : t(`checks:${check.id}.next`),
        },
        {
          name: t('raw'),
          value: [check.found, ...(check.needed === null ? [] : [check.needed])].join(' / '),
          mono: true,
        },
        { name: t('source'), value: <span lang="en">{check.source}</span> },
        ...(check.doubt === null ? [] : [{ name: t('doubt'), value: t(`knowledge:${check.doubt}`) }]),
      ]}
    />
  );
}
