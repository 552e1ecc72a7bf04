import { useTexts } from '../../useTexts';
import { isTestRun } from '../../../shared/bridge/session';
import type { Knowledge } from '../../../shared/steps/assessment';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { EmptyState } from '../../components/emptyState';
import { doneBefore } from '../../run/doneBefore';
import { RunLog } from '../../run/output/runLog';
import { RunActionRows } from '../../run/runActionRows';
import { RunPage } from '../../run/runPage';
import { runStage, stepOfAction } from '../../run/runStage';
import { DangerNote } from '../../frame/dangerNote';
import { useServerTimes } from '../../frame/useTimes';
import { UnreadPage } from '../../run/unreadPage';
import type { PageProps } from '../../frame/page';
import { StepPage } from '../../frame/stepPage';

/** Step 7: everything before onboarding, while it runs and however it ended. */
export function InstallPage(page: PageProps) {
  const { t } = useTexts('install');
  const { known } = page.assessment;
  const state = page.status.install.state;
  if (known === null) return <UnreadPage page={page} step="install" title={t('title')} />;
  const stage = runStage(page.view, known, ['install']);
  // Where Windows brings the sensor, the run is watched on the Onboard page.
  const foreign = state === 'notNeeded' || (stage.kind !== 'none' && isTestRun(stage.run));
  if (stage.kind !== 'none' && !foreign)
    return <RunPage page={page} step="install" known={known} stage={stage} />;
  if (state === 'notNeeded') return <NotNeeded page={page} known={known} />;
  if (state === 'done') return <Done page={page} known={known} />;
  return <Before page={page} />;
}

function NotNeeded({ page, known }: { page: PageProps; known: Knowledge }) {
  const { t } = useTexts('install');
  return (
    <StepPage
      page={page}
      step="install"
      state="notNeeded"
      title={t('notNeeded.title')}
      lead={t('notNeeded.lead', { os: known.situation.facts.os.caption })}
      primary={{ label: t('notNeeded.goOn'), onPress: () => page.goTo('onboard') }}
    >
      <DangerNote
        facts={known.situation.facts}
        name={page.view.target.name}
        onChoose={() => page.goTo('mode')}
      />
      <Note>{t('notNeeded.text')}</Note>
    </StepPage>
  );
}

function Done({ page, known }: { page: PageProps; known: Knowledge }) {
  const { t } = useTexts('install');
  const { name } = page.view.target;
  const there = useServerTimes(page.view);
  const { startedAt } = known.situation.facts.boot;
  const ours = (page.view.run?.actions ?? []).filter(
    (action) => page.view.run?.purpose === 'plan' && stepOfAction(known, action.id) === 'install',
  );
  return (
    <StepPage
      page={page}
      step="install"
      state="done"
      title={t('done.title')}
      lead={t(ours.length > 0 ? 'done.lead' : 'done.leadAlready', { name })}
      primary={{ label: t('done.goOn'), onPress: () => page.goTo('onboard') }}
    >
      <DangerNote facts={known.situation.facts} name={name} onChoose={() => page.goTo('mode')} />
      {ours.length > 0 && (
        <Section title={t('done.list')}>
          <RunActionRows
            label={t('done.list')}
            actions={doneBefore(ours, page.view.changes)}
            lastStart={startedAt === null ? undefined : there.moment(startedAt)}
          />
        </Section>
      )}
      <RunLog view={page.view} purpose="plan" />
    </StepPage>
  );
}

function Before({ page }: { page: PageProps }) {
  const { t } = useTexts('install');
  return (
    <StepPage
      page={page}
      step="install"
      title={t('title')}
      lead={t('before.lead', { name: page.view.target.name })}
      primary={{ label: t('before.open'), onPress: () => page.goTo('plan') }}
    >
      <EmptyState title={t('before.title')}>{t('before.text')}</EmptyState>
    </StepPage>
  );
}
