import { useTexts } from '../../useTexts';
import type { ChangingStep, StepId } from '../../../shared/model/journeys';
import { EmptyState } from '../../components/emptyState';
import { Section } from '../../components/section';
import type { PageProps } from '../../frame/page';
import { StepPage } from '../../frame/stepPage';
import { doneBefore } from '../../run/doneBefore';
import { RunLog } from '../../run/output/runLog';
import { RunActionRows } from '../../run/runActionRows';
import { RunPage } from '../../run/runPage';
import { runStage, stepOfAction } from '../../run/runStage';
import { UnreadPage } from '../../run/unreadPage';

/** The step of Maintain at which its plan is carried out. */
export const ChangePage = (page: PageProps) => <Change page={page} step="change" next="proof" />;

/** The step of Take off at which the server leaves its tenant. */
export const OffboardPage = (page: PageProps) => <Change page={page} step="offboard" next="uninstall" />;

/** The step of Take off at which the installed sensor is removed. */
export const UninstallPage = (page: PageProps) => <Change page={page} step="uninstall" next="proof" />;

/** A step that carries out a part of a plan: before the start, while it runs and however it ended, and once all is so. */
function Change({
  page,
  step,
  next,
}: {
  readonly page: PageProps;
  readonly step: Exclude<ChangingStep, 'install' | 'onboard' | 'test'>;
  readonly next: StepId;
}) {
  const { t } = useTexts('change');
  const { known } = page.assessment;
  const { name } = page.view.target;
  if (known === null) return <UnreadPage page={page} step={step} title={t(`${step}.title`)} />;
  const stage = runStage(page.view, known, [step]);
  if (stage.kind !== 'none') return <RunPage page={page} step={step} known={known} stage={stage} />;
  if (step === 'uninstall' && page.status.uninstall.state === 'notNeeded')
    return (
      <StepPage
        page={page}
        step={step}
        state="notNeeded"
        title={t('uninstall.notNeeded')}
        lead={t('uninstall.notNeededLead', { name })}
        primary={{ label: t('done.goOn', { step: t(`steps:name.${next}`) }), onPress: () => page.goTo(next) }}
      >
        {null}
      </StepPage>
    );
  if (page.status[step].blocker !== null)
    return (
      <StepPage
        page={page}
        step={step}
        title={t(`${step}.title`)}
        lead={t('before.lead', { name })}
        primary={{ label: t('before.open'), onPress: () => page.goTo('plan') }}
      >
        <EmptyState title={t('before.title')}>{t('before.text')}</EmptyState>
      </StepPage>
    );
  const ours = (page.view.run?.actions ?? []).filter(
    (action) => page.view.run?.purpose === 'plan' && stepOfAction(known, action.id) === step,
  );
  return (
    <StepPage
      page={page}
      step={step}
      state="done"
      title={t(`${step}.done`)}
      lead={t(ours.length > 0 ? 'done.lead' : 'done.leadAlready', { name })}
      primary={{ label: t('done.goOn', { step: t(`steps:name.${next}`) }), onPress: () => page.goTo(next) }}
    >
      {ours.length > 0 && (
        <Section title={t('done.list')}>
          <RunActionRows label={t('done.list')} actions={doneBefore(ours, page.view.changes)} />
        </Section>
      )}
      <RunLog view={page.view} purpose="plan" />
    </StepPage>
  );
}
