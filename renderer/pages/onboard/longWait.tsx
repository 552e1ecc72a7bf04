import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { FactRow } from '../../components/factRow';
import { FactTable } from '../../components/factTable';
import { Section } from '../../components/section';
import { LookForCause } from '../../frame/asking/lookForCause';
import type { PageProps } from '../../frame/page';
import { useServerTimes, useTimes } from '../../frame/useTimes';
import { contactClues } from './contactClues';

/** The page and what is known of its server, which waits for the cloud for too long. */
export interface LongWaitProps {
  readonly page: PageProps;
  readonly known: Knowledge;
}

/** What keeps a sensor from its cloud, each with what the facts say of it. */
export function LongWait({ page, known }: LongWaitProps) {
  const { t } = useTexts('onboard');
  const times = useTimes();
  const { view } = page;
  const there = useServerTimes(view);
  return (
    <Section title={t('look.title')}>
      <FactTable label={t('look.title')}>
        {contactClues(view, known).map(({ id, state, source, says, values, at }) => (
          <FactRow
            key={`${id}-${String(at ?? '')}-${values.event ?? ''}`}
            fact={t(`look.${id}.name`)}
            glyph={({ good: 'done', look: 'toFix', open: 'notProvable' } as const)[state]}
            value={t(`look.${says}`, {
              ...values,
              ...(values.event !== undefined && {
                meaning: values.key === undefined ? '' : t(`knowledge:${values.key}.title`),
              }),
              ...(values.date !== undefined && { date: times.date(values.date) }),
            })}
            source={source}
            time={at === null ? undefined : there.moment(at)}
          />
        ))}
      </FactTable>
      <LookForCause page={page} symptom="noCloud" />
    </Section>
  );
}
