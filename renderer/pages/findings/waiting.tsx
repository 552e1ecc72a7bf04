import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { asksServer, type Walk } from '../../../shared/findings/walk';
import type { Searching } from '../../../shared/steps/searching';
import { said } from '../../../shared/model/search';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { NextStep } from '../../components/nextStep';
import { Note } from '../../components/note';
import type { PageProps } from '../../frame/page';
import { useAsk } from '../../frame/useAsk';
import { ProbeQuestion } from '../cloud/probeQuestion';
import type { Decide } from './nextOfCause';
import { ShareTest } from './shareTest';
import './findings.css';
import { SessionButton } from '../../frame/session/sessionButton';

/** A search that waits, and what leads it on. */
export interface WaitingProps {
  readonly page: PageProps;
  readonly searching: Searching;
  readonly walk: Walk;
  readonly busy: boolean;
  readonly again: () => void;
  readonly onSay: Decide;
}

/** What the search waits for: an answer of a person, the test of the way to the cloud, which a person starts, or a reading. */
export function Waiting({ page, searching, walk, busy, again, onSay }: WaitingProps) {
  const { t } = useTexts('findings');
  const client = useClient();
  const probe = useAsk();
  const [asking, setAsking] = useState(false);
  const { view } = page;
  const { known } = page.assessment;
  const waiting = walk.rungs.find(({ state }) => state === 'person' || state === 'reading');
  if (waiting === undefined || known === null) return null;
  const { question } = waiting;
  if (!asksServer(question))
    return (
      <NextStep
        step={t(`questions:person.${question.id}`)}
        cost={
          <>
            {question.shows !== undefined && (
              <code className="gw-mono gw-shown" lang="en">
                {question.shows(searching.evidence)}
              </code>
            )}
            {t('person.only')}
          </>
        }
        action={
          <div className="gw-answers">
            {said.map((answer) => (
              <ActionButton
                key={answer}
                notYet={busy}
                onPress={() => onSay({ kind: 'say', question: question.id, answer })}
              >
                {t(`said.${answer}`)}
              </ActionButton>
            ))}
          </div>
        }
      />
    );
  if (question.needs === 'share') return <ShareTest view={view} searching={searching} />;
  if (question.needs !== 'cloud')
    return (
      <NextStep
        step={t(`questions:ask.${question.id}`)}
        cost={t('unreadYet')}
        action={
          <SessionButton target={view.target} variant="primary" onPress={again}>
            {t('again')}
          </SessionButton>
        }
      />
    );
  if (view.busy === 'probing')
    return (
      <Note glyph="running" lead={t('cloud:running.lead', { name: view.target.name })}>
        {t('cloud:running.text', {
          name: view.target.name,
          done: view.probe?.progress?.done ?? 0,
          total: view.probe?.progress?.total ?? '…',
        })}
      </Note>
    );
  const start = async (): Promise<void> => {
    const started = await probe.ask(() => client.startProbe({ targetId: view.target.id }));
    if (started !== undefined) setAsking(false);
  };
  return (
    <>
      <NextStep
        step={t(`questions:ask.${question.id}`)}
        cost={t('probe.cost')}
        action={
          <SessionButton
            target={view.target}
            variant="primary"
            notYet={view.busy !== 'idle'}
            onPress={() => setAsking(true)}
          >
            {t('cloud:test')}
          </SessionButton>
        }
      />
      {asking && (
        <ProbeQuestion
          view={view}
          situation={known.situation}
          busy={probe.busy}
          failure={probe.failure}
          onClose={() => setAsking(false)}
          onStart={() => void start()}
        />
      )}
    </>
  );
}
