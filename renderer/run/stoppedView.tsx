import { useTexts } from '../useTexts';
import type { Knowledge } from '../../shared/steps/assessment';
import { openAbovePlan } from '../../shared/steps/progress';
import type { RunView } from '../../shared/bridge/session';
import type { StepId } from '../../shared/model/journeys';
import { useClient } from '../client';
import { Note } from '../components/note';
import { Section } from '../components/section';
import { failureText } from '../frame/failureText';
import type { PageProps } from '../frame/page';
import { StepPage } from '../frame/stepPage';
import { useAsk } from '../frame/useAsk';
import { doneBefore } from './doneBefore';
import { RunActionRows } from './runActionRows';
import '../components/section.css';
import { hasSession } from '../../shared/model/target';

/** The page it is shown on, and the run that stopped before its end. */
export interface StoppedViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly known: Knowledge;
  readonly run: RunView;
}

/** A plan that stopped on request, or before something nobody agreed to: why, what is done, and the way on. */
export function StoppedView({ page, step, known, run }: StoppedViewProps) {
  const { t } = useTexts('install');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const { id, name } = page.view.target;
  const done = run.actions.filter((action) => action.state === 'done' || action.state === 'alreadySo').length;
  const reason = run.failure;
  const open = openAbovePlan(page.assessment.journey, page.status);

  const lead = (): string => {
    if (reason === null) return t('stopped.lead', { name });
    if (reason.code === 'plan.changed') return t('stopped.leadChanged', { name });
    if (reason.code === 'run.alreadyStarted') return t('stopped.leadAtWork', { name });
    if (reason.code === 'step.blocked' && open !== undefined)
      return t('stopped.leadOpen', { step: t(`steps:name.${open}`) });
    return t('stopped.leadOther', { ...failureText(t, reason) });
  };
  const primary = () => {
    if (reason?.code === 'step.blocked' && open !== undefined)
      return {
        label: t('stopped.openStep', { step: t(`steps:name.${open}`) }),
        onPress: () => page.goTo(open),
      };
    // What is left of a plan by files is written into a new folder.
    if (!known.confirmed || !hasSession(page.view.target))
      return { label: t('stopped.open'), onPress: () => page.goTo('plan') };
    return {
      label: t('stopped.goOn'),
      busy: busy ? t('stopped.starting') : undefined,
      byKey: false,
      onPress: () => void ask(() => client.resumePlan({ targetId: id })),
    };
  };

  return (
    <StepPage
      page={page}
      step={step}
      failure={failure}
      title={t('stopped.title', { done, total: run.actions.length })}
      lead={lead()}
      primary={primary()}
    >
      {reason?.code === 'run.alreadyStarted' && (
        <section className="gw-section">
          <Note glyph="waiting">
            <span className="gw-mono">{t('stopped.atWork', { detail: reason.detail })}</span>
          </Note>
        </section>
      )}
      <Section title={t('stopped.list')}>
        <RunActionRows label={t('stopped.list')} actions={doneBefore(run.actions, page.view.changes)} />
      </Section>
    </StepPage>
  );
}
