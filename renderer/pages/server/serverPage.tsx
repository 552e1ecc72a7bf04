import { useTexts } from '../../useTexts';
import { checksInWords } from '../../../shared/plan/checkCounts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { DangerNote } from '../../frame/dangerNote';
import type { PageProps } from '../../frame/page';
import { Headline } from './headline';
import { KnownIssues } from './knownIssues';
import { PathChoice } from './pathChoice';
import { ServerFacts } from './serverFacts';
import { StepPage } from '../../frame/stepPage';
import { useIssueContext } from './useIssueContext';
import { useAsk } from '../../frame/useAsk';
import { useNoSession } from '../../frame/session/sessionButton';

/** Step 2: what this server is and which way in fits it; a Windows that cannot be onboarded ends here. */
export function ServerPage(page: PageProps) {
  const { t } = useTexts('server');
  const client = useClient();
  const { view, assessment, status } = page;
  const { ask, busy, failure } = useAsk();
  const targetId = view.target.id;
  const { known } = assessment;
  const issues = useIssueContext(page);
  const noSession = useNoSession(view.target);
  const reading = view.busy === 'reading';
  const read = () => void ask(() => client.readFacts({ targetId }));

  const frame = { page, step: 'server', scripts: ['Get-ServerState'] } as const;
  const shown = view.readFailure ?? failure;
  const stop = reading && (
    <ActionButton onPress={() => void ask(() => client.cancelReading({ targetId }))}>
      {t('stop')}
    </ActionButton>
  );

  if (known === null)
    return (
      <StepPage
        {...frame}
        title={t('title')}
        lead={t('lead', { name: view.target.name })}
        failure={shown}
        secondary={stop}
        primary={{
          label: t('connect:read'),
          onPress: read,
          busy: reading ? t('connect:reading') : undefined,
          notYet: noSession ?? (view.connectedAt === null ? t('steps:blocker.connectFirst') : undefined),
        }}
      >
        <EmptyState title={t(reading ? 'reading' : 'unread')}>{t('unreadDetail')}</EmptyState>
      </StepPage>
    );

  const { facts } = known.situation;
  const { refusal } = known.os;
  const next = async () => {
    const chosen =
      view.inputs.pathChosenAt !== null ||
      (await ask(() => client.changeInputs({ targetId, change: { kind: 'choosePath' } }))) !== undefined;
    if (chosen) page.goTo('packages');
  };
  return (
    <StepPage
      {...frame}
      title={refusal === null ? t('title') : t(`knowledge:refusal.${refusal}.title`)}
      state={refusal === null ? undefined : 'stopped'}
      lead={
        refusal === null
          ? t('lead', { name: view.target.name })
          : `${t(`knowledge:refusal.${refusal}.cause`)} ${t(`knowledge:refusal.${refusal}.next`)}`
      }
      large={refusal !== null}
      failure={shown}
      secondary={stop}
      primary={
        refusal === null
          ? {
              label: t('continue'),
              onPress: () => void next(),
              busy: busy ? t('frame:saving') : undefined,
              notYet: status.server.state === 'stopped' ? t('steps:blocker.readFailed') : undefined,
            }
          : undefined
      }
    >
      <Headline facts={facts} os={known.os} skewMs={view.skewMs} />
      {refusal === null && (
        <DangerNote facts={facts} name={view.target.name} onChoose={() => page.goTo('mode')} />
      )}
      {facts.owners.length > 0 && (
        <Note tone="caution" lead={t('owners.lead')}>
          {facts.owners.map(({ kind, detail }) => `${t(`owners.${kind}`)} (${detail})`).join(', ')}.{' '}
          {t('owners.next')}
        </Note>
      )}
      {refusal === null && <PathChoice facts={facts} os={known.os} />}
      {refusal === null && (
        <Section title={t('steps:name.prerequisites')}>
          <p className="gw-detail">{checksInWords(t, known.checks)}</p>
        </Section>
      )}
      <ServerFacts facts={facts} factsAt={view.factsAt ?? 0} skewMs={view.skewMs} />
      {issues !== null && <KnownIssues context={issues} />}
    </StepPage>
  );
}
