import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import { furtherReads } from '../../../shared/model/furtherReads';
import type { Knowledge } from '../../../shared/steps/assessment';
import type { Searching } from '../../../shared/steps/searching';
import { useClient } from '../../client';
import { EmptyState } from '../../components/emptyState';
import type { PageProps } from '../../frame/page';
import { StepPage, type StepPageProps } from '../../frame/stepPage';
import { SessionButton } from '../../frame/session/sessionButton';
import { useAsk } from '../../frame/useAsk';
import { UnreadPage } from '../../run/unreadPage';
import { Cause } from './cause';
import { EverythingFound } from './everythingFound';
import type { Decide } from './nextOfCause';
import { HowFound } from './howFound';
import { TakeAlong } from './takeAlong';
import { Waiting } from './waiting';

/** Troubleshoot: the way of the search, and the cause in which it ended. It changes nothing. */
export function FindingsPage(page: PageProps) {
  const { t } = useTexts('findings');
  const { known } = page.assessment;
  if (known?.searching == null) return <UnreadPage page={page} step="findings" title={t('title')} />;
  return <Findings page={page} known={known} searching={known.searching} />;
}

function Findings({ page, known, searching }: { page: PageProps; known: Knowledge; searching: Searching }) {
  const { t } = useTexts('findings');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const { view } = page;
  const { search, walk } = searching;
  const { name, id: targetId } = view.target;
  const again = () => void ask(() => client.lookFor({ targetId }));
  const decide: Decide = (change) =>
    void ask(async () => {
      await client.changeInputs({ targetId, change });
      // An answer leads on, and what it leads to may need another reading.
      if (change.kind === 'say' || change.kind === 'ruleOut') await client.lookFor({ targetId });
    });
  const reading = view.busy === 'reading';
  const planned = search?.planned.length ?? 0;

  const frame = {
    page,
    step: 'findings',
    failure: failure ?? view.readFailure,
    scripts: ['Get-ServerState', ...furtherReads, 'Test-Connectivity', 'Test-ScriptShare'],
    tools: search !== null && (
      <SessionButton
        target={view.target}
        variant="quiet"
        icon={<ArrowClockwiseRegular aria-hidden />}
        busy={reading ? t('reading') : undefined}
        notYet={view.busy !== 'idle' && !reading}
        onPress={again}
      >
        {t('again')}
      </SessionButton>
    ),
    ...(planned > 0 && {
      primary: { label: t('toPlan', { count: planned }), onPress: () => page.goTo('plan') },
    }),
  } as const satisfies Partial<StepPageProps>;

  if (search === null)
    return (
      <StepPage
        {...frame}
        title={t('title')}
        primary={{ label: t('none.open'), onPress: () => page.goTo('symptom') }}
      >
        <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
      </StepPage>
    );
  if (walk === null) return <EverythingFound {...{ frame, page, known, searching, search, decide }} />;
  const from = t('from', {
    symptom: t(`questions:symptom.${walk.symptom.id}`),
    asked: walk.rungs.filter(({ state }) => state !== 'ahead' && state !== 'skipped').length,
    all: walk.rungs.filter(({ state }) => state !== 'skipped').length,
  });
  const how = (
    <>
      <HowFound
        view={view}
        searching={searching}
        rungs={walk.rungs.filter(({ state }) => state !== 'skipped')}
        note={from}
      />
      <TakeAlong page={page} />
    </>
  );
  if (walk.found === null)
    return (
      <StepPage
        {...frame}
        title={t(reading || busy ? 'looking.title' : 'waits.title', { name })}
        lead={t('looking.lead')}
        state={reading ? 'running' : 'waiting'}
      >
        {!reading && <Waiting {...{ page, searching, walk, again, busy }} onSay={decide} />}
        {how}
      </StepPage>
    );
  return (
    <Cause
      {...{ frame, page, searching, search, decide, again, how }}
      walk={{ ...walk, found: walk.found }}
    />
  );
}
