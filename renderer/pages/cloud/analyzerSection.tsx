import { useState } from 'react';
import type { Knowledge } from '../../../shared/steps/assessment';
import { analyzerSeverity } from '../../../shared/knowledge/analyzer';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { Question } from '../../components/question';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import type { PageProps } from '../../frame/page';
import { useAsk } from '../../frame/useAsk';
import { useTimes } from '../../frame/useTimes';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { DownloadButton } from '../kit/downloadButton';
import { DownloadState } from '../kit/downloadState';
import { AnalyzerFound } from './analyzerFound';
import { SessionButton } from '../../frame/session/sessionButton';
import './analyzer.css';

/** The page and what is known of its server. */
export interface AnalyzerSectionProps {
  readonly page: PageProps;
  readonly known: Knowledge;
}

/** Microsoft's Client Analyzer: the button that runs it as a probe, how far it is, and what its newest run found, beside our own test. */
export function AnalyzerSection({ page, known }: AnalyzerSectionProps) {
  const { t } = useTexts('analyzer');
  const client = useClient();
  const times = useTimes();
  const { ask, busy, failure } = useAsk();
  const [asking, setAsking] = useState(false);
  const download = useSession(({ downloads }) => downloads.find(({ id }) => id === 'clientAnalyzer'));
  const { view } = page;
  const { name, id: targetId } = view.target;
  const found = view.analyzer ?? null;
  const probe = view.probe?.operation === 'Invoke-ClientAnalyzer' ? view.probe : null;
  const underWay = view.busy === 'probing' && probe !== null;
  const file = known.situation.kit.clientAnalyzer;
  const bad = found?.checks.filter(({ id }) => analyzerSeverity(id) !== 'information') ?? [];

  const start = async (): Promise<void> => {
    const started = await ask(() => client.startAnalyzer({ targetId }));
    if (started !== undefined) setAsking(false);
  };
  const button =
    file === null ? (
      <ActionButton onPress={() => page.goTo('packages')}>{t('packages')}</ActionButton>
    ) : (
      <SessionButton target={view.target} notYet={view.busy !== 'idle'} onPress={() => setAsking(true)}>
        {t(found === null ? 'run' : 'again')}
      </SessionButton>
    );

  return (
    <Section title={t('title')}>
      {underWay ? (
        <Note glyph="running" lead={t('running.lead', { name })}>
          {probe.stage === 'copyFile' && `${t('running.copy', { name })} `}
          {t(probe.contactLost ? 'running.lost' : 'running.text', { name })}
        </Note>
      ) : found === null ? (
        <Note glyph="notProvable" lead={t('none.lead')} action={button}>
          {t('none.text', { name })}
        </Note>
      ) : (
        <Note
          tone={bad.length > 0 ? 'caution' : 'neutral'}
          glyph={bad.length > 0 ? 'toFix' : 'done'}
          lead={t('done.lead', {
            time: times.moment(found.at),
            version: found.version ?? t('unknownVersion'),
          })}
          action={button}
        >
          {t('done.text', { count: bad.length })}
        </Note>
      )}
      {file === null && !underWay && (
        <div className="gw-analyzer-file">
          <p className="gw-detail">{t('missing')}</p>
          {download !== undefined && (
            <>
              <DownloadState download={download} name={t('title')} />
              <div className="gw-analyzer-ways">
                <DownloadButton download={download} name={t('title')} ask={ask} />
                <ActionButton
                  size="small"
                  variant="quiet"
                  onPress={() => void ask(() => client.openLink({ id: 'docsAnalyzer' }))}
                >
                  {t('kit:open', { page: t('knowledge:link.docsAnalyzer') })}
                </ActionButton>
              </div>
            </>
          )}
        </div>
      )}
      {probe?.failure != null && !underWay && <FailureNote failure={probe.failure} />}
      {failure !== null && !asking && <FailureNote failure={failure} />}
      {found !== null && !underWay && <AnalyzerFound found={found} ours={view.cloudFindings} />}
      {asking && (
        <Question
          open
          onClose={() => setAsking(false)}
          title={t('question.title', { name })}
          // Known issue K20 (row defender/mde-analyzer-psexec) comes before anything else.
          lead={t('question.rule')}
          actions={
            <>
              <ActionButton onPress={() => setAsking(false)}>{t('frame:cancel')}</ActionButton>
              <ActionButton
                variant="primary"
                busy={busy ? t('frame:starting') : undefined}
                onPress={() => void start()}
              >
                {t('question.start')}
              </ActionButton>
            </>
          }
        >
          {failure !== null && <FailureNote failure={failure} />}
          <p className="gw-detail">{t('question.runs')}</p>
          <p className="gw-detail">{t('question.leaves', { name })}</p>
        </Question>
      )}
    </Section>
  );
}
