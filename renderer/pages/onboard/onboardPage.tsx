import { useTexts } from '../../useTexts';
import { isTestRun } from '../../../shared/bridge/session';
import type { Knowledge } from '../../../shared/steps/assessment';
import { joining } from '../../../shared/plan/situation';
import { verdictOf } from '../../../shared/steps/proofs';
import { EmptyState } from '../../components/emptyState';
import { ConflictView } from '../../run/conflictView';
import { RunPage } from '../../run/runPage';
import { runStage } from '../../run/runStage';
import { UnreadPage } from '../../run/unreadPage';
import { ProofsView } from './proofsView';
import type { PageProps } from '../../frame/page';
import { StepPage } from '../../frame/stepPage';

/** Step 8: onboarding while it runs, and afterwards the proofs that the server gives. */
export function OnboardPage(page: PageProps) {
  const { t } = useTexts('onboard');
  const { known } = page.assessment;
  if (known === null) return <UnreadPage page={page} step="onboard" title={t('title')} />;
  const stage = runStage(page.view, known, ['onboard']);
  if (stage.kind !== 'none' && !isTestRun(stage.run))
    return <RunPage page={page} step="onboard" known={known} stage={stage} />;
  if (verdictOf(known.proofs) !== 'disagree') return <ProofsView page={page} known={known} />;
  if (known.situation.facts.sensor.onboardingState === 1)
    return <ConflictView page={page} step="onboard" known={known} ran={null} />;
  return <Before page={page} known={known} />;
}

function Before({ page, known }: { page: PageProps; known: Knowledge }) {
  const { t } = useTexts('onboard');
  const orgId = joining(known.situation)?.orgId ?? null;
  return (
    <StepPage
      page={page}
      step="onboard"
      title={t('title')}
      lead={t('before.lead', { name: page.view.target.name })}
      scripts={['Invoke-Onboarding']}
      primary={{ label: t('before.plan'), onPress: () => page.goTo('plan') }}
    >
      <EmptyState title={t('before.title')}>
        {orgId === null ? t('before.textNoPackage') : t('before.text', { orgId })}
      </EmptyState>
    </StepPage>
  );
}
