import { useTexts } from '../../useTexts';
import { testSentAt } from '../../../shared/plan/situation';
import { EmptyState } from '../../components/emptyState';
import { RunPage } from '../../run/runPage';
import { runStage } from '../../run/runStage';
import { UnreadPage } from '../../run/unreadPage';
import type { PageProps } from '../../frame/page';
import { StepPage } from '../../frame/stepPage';
import { SendTest } from './sendTest';
import { SentTest } from './sentTest';

/** Step 9: the detection test and that of the antivirus, sent with consent, and what a person sees of it in the portal. */
export function TestPage(page: PageProps) {
  const { t } = useTexts('test');
  const { known } = page.assessment;
  const { name } = page.view.target;
  if (known === null) return <UnreadPage page={page} step="test" title={t('title')} />;
  const stage = runStage(page.view, known, ['test']);
  // What a test of the antivirus found stands on the page itself, beside the sensor's test.
  const isEnded = stage.kind === 'failed' || stage.kind === 'conflict';
  const isOurs =
    stage.kind !== 'none' &&
    (stage.run.purpose === 'test' || (stage.run.purpose === 'antivirusTest' && !isEnded));
  if (isOurs) return <RunPage page={page} step="test" known={known} stage={stage} />;
  if (page.status.onboard.blocker !== null)
    return (
      <StepPage
        page={page}
        step="test"
        title={t('title')}
        lead={t('blocked.lead', { name })}
        primary={{ label: t('blocked.open'), onPress: () => page.goTo('onboard') }}
      >
        <EmptyState title={t('blocked.title')}>{t('blocked.text')}</EmptyState>
      </StepPage>
    );
  const sent = testSentAt(known.situation.facts);
  return sent === null ? (
    <SendTest page={page} known={known} />
  ) : (
    <SentTest page={page} known={known} sentAt={sent} />
  );
}
