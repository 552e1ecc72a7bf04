import { useTexts } from '../useTexts';
import { interruption } from '../../shared/steps/interruption';
import type { StepId } from '../../shared/model/journeys';
import { EmptyState } from '../components/emptyState';
import type { PageProps } from '../frame/page';
import { useTimes } from '../frame/useTimes';
import { StepPage } from '../frame/stepPage';
import { LostView } from './lostView';
import { RunningView } from './runningView';

/** The page and its title. */
export interface UnreadPageProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly title: string;
}

/** A page that has nothing to show before the server was read, with the way there. */
export function UnreadPage({ page, step, title }: UnreadPageProps) {
  const { t } = useTexts('plan');
  const times = useTimes();
  const { connectedAt, run, lastReadAt, changes } = page.view;
  const cut = interruption(page.assessment);
  if (run !== null && cut?.step === step) {
    const action = run.actions.find((entry) => entry.state === 'running') ?? null;
    const View = cut.waitsFor === 'following' ? RunningView : LostView;
    return <View page={page} step={step} run={run} action={action} />;
  }
  // The app does not keep facts from an earlier start.
  const before = lastReadAt !== undefined || changes.length > 0;
  const first = connectedAt === null ? 'connect' : 'server';
  return (
    <StepPage
      page={page}
      step={step}
      title={title}
      primary={{
        label: t('stepOpen.open', { step: t(`steps:name.${first}`) }),
        onPress: () => page.goTo(first),
      }}
    >
      <EmptyState title={t(before ? 'unread.againTitle' : 'unread.title')}>
        {lastReadAt !== undefined
          ? t('unread.lastRead', { time: times.moment(lastReadAt) })
          : t(before ? 'unread.again' : 'unread.text')}
      </EmptyState>
    </StepPage>
  );
}
