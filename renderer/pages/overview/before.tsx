import type { TargetView } from '../../../shared/bridge/session';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { foundText } from '../../frame/foundText';
import { useTimes } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';

/** How many lines are shown. */
const shown = 12;

/** What was done with a server before, the newest first: its runs by their journals, and what readings found. */
export function Before({ view }: { view: TargetView }) {
  const { t } = useTexts('overview');
  const times = useTimes();
  const { earlier, readings, run } = view;
  const runs = earlier
    // The journal of a run at work does not say how it ends.
    .map((one) => (one.runId === run?.runId ? { ...one, outcome: run.outcome } : one))
    .map(({ runId, journey, purpose, startedAt, outcome, changes }) => ({
      id: runId,
      at: startedAt,
      title: t('before.run', {
        what: t(purpose === 'plan' ? `before.purpose.plan.${journey}` : `before.purpose.${purpose}`),
        outcome: t(`before.outcome.${outcome}`),
        changes: t('before.changes', { count: changes }),
      }),
    }));
  const read = readings.map((one) => ({
    id: `read-${String(one.at)}`,
    at: one.at,
    title: t('before.reading', { found: foundText(t, one) }),
  }));
  const rows: RowContent[] = [...runs, ...read]
    .sort((a, b) => b.at - a.at)
    .slice(0, shown)
    .map(({ id, at, title }) => ({ id, title, value: times.moment(at) }));
  return (
    <Section title={t('before.title')}>
      {rows.length === 0 ? (
        <p className="gw-detail">{t('before.none')}</p>
      ) : (
        <RowList label={t('before.title')} rows={rows} layout="dense" />
      )}
    </Section>
  );
}
