import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { sharedScript } from '../../../shared/findings/questions/readPolicies';
import type { Searching } from '../../../shared/steps/searching';
import type { TargetView } from '../../../shared/bridge/session';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { NextStep } from '../../components/nextStep';
import { Note } from '../../components/note';
import { Question } from '../../components/question';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import './findings.css';

/** A search that waits for the test of a share. */
export interface ShareTestProps {
  readonly view: TargetView;
  readonly searching: Searching;
}

/** Offers the test whether SYSTEM may read the script that the policy starts, and says before it starts what that does. */
export function ShareTest({ view, searching }: ShareTestProps) {
  const { t } = useTexts('findings');
  const client = useClient();
  const probe = useAsk();
  const [asking, setAsking] = useState(false);
  const { name } = view.target;
  if (view.busy === 'probing')
    return (
      <Note glyph="running" lead={t('share.running.lead', { name })}>
        {t('share.running.text', { name })}
      </Note>
    );
  const start = async (): Promise<void> => {
    const started = await probe.ask(() => client.startShareTest({ targetId: view.target.id }));
    if (started !== undefined) setAsking(false);
  };
  const path = (
    <code className="gw-mono gw-shown" lang="en">
      {sharedScript(searching.evidence)}
    </code>
  );
  return (
    <>
      <NextStep
        step={t('questions:ask.shareReads')}
        cost={
          <>
            {path}
            {t('share.cost')}
          </>
        }
        action={
          <ActionButton variant="primary" notYet={view.busy !== 'idle'} onPress={() => setAsking(true)}>
            {t('cloud:test')}
          </ActionButton>
        }
      />
      {asking && (
        <Question
          open
          onClose={() => setAsking(false)}
          title={t('share.question.title', { name })}
          lead={t('share.question.lead')}
          actions={
            <>
              <ActionButton onPress={() => setAsking(false)}>{t('frame:cancel')}</ActionButton>
              <ActionButton
                variant="primary"
                busy={probe.busy ? t('frame:starting') : undefined}
                onPress={() => void start()}
              >
                {t('cloud:question.start')}
              </ActionButton>
            </>
          }
        >
          {probe.failure !== null && <FailureNote failure={probe.failure} />}
          <p className="gw-detail">{path}</p>
          <p className="gw-detail">{t('share.question.leaves')}</p>
        </Question>
      )}
    </>
  );
}
