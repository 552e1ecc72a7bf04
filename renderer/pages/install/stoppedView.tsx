import { useTranslation } from 'react-i18next';
import type { Knowledge } from '../../../shared/assessment';
import type { RunView } from '../../../shared/session';
import type { StepId } from '../../../shared/steps';
import { useClient } from '../../client';
import { Section } from '../../components/section';
import type { PageProps } from '../page';
import { StepPage } from '../stepPage';
import { useAsk } from '../useAsk';
import { RunActionRows } from './runActionRows';

/** The page it is shown on, and the run that stopped before its end. */
export interface StoppedViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly known: Knowledge;
  readonly run: RunView;
}

/** A plan that stopped on request, or before something nobody agreed to: what is done, and the way on. */
export function StoppedView({ page, step, known, run }: StoppedViewProps) {
  const { t } = useTranslation('install');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const { id, name } = page.view.target;
  const done = run.actions.filter((action) => action.state === 'done' || action.state === 'alreadySo').length;
  return (
    <StepPage
      page={page}
      step={step}
      failure={failure}
      title={t('stopped.title', { done, total: run.actions.length })}
      lead={t(run.failure?.code === 'plan.changed' ? 'stopped.leadChanged' : 'stopped.lead', { name })}
      primary={
        known.confirmed
          ? {
              label: t('stopped.goOn'),
              busy: busy ? t('stopped.starting') : undefined,
              byKey: false,
              onPress: () => void ask(() => client.resumePlan({ targetId: id })),
            }
          : { label: t('stopped.open'), onPress: () => page.goTo('plan') }
      }
    >
      <Section title={t('stopped.list')}>
        <RunActionRows label={t('stopped.list')} actions={run.actions} />
      </Section>
    </StepPage>
  );
}
