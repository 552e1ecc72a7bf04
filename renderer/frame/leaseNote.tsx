import { useState } from 'react';
import { useTexts } from '../useTexts';
import { isLeaseOver, type Lease } from '../../shared/model/lease';
import { hereClock } from '../../shared/model/servers/serverClock';
import type { TargetView } from '../../shared/bridge/session';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { Note } from '../components/note';
import { Question } from '../components/question';
import { useAsk } from './useAsk';
import { FailureNote } from './failureNote';
import { useTimes } from './useTimes';
import '../components/section.css';

/** Somebody else who holds this server: who and since when, and where the hold has expired, the way to take it over. */
export function LeaseNote({ view }: { view: TargetView }) {
  const { t } = useTexts('frame');
  const times = useTimes();
  const [asking, setAsking] = useState(false);
  const { heldBy = null, facts } = view;
  if (heldBy === null || facts === null) return null;
  const here = hereClock(view.skewMs);
  const isOver = isLeaseOver(heldBy, facts.readAt);
  const words = {
    name: view.target.name,
    who: heldBy.technician ?? (heldBy.account || t('lease.nobody')),
    account: heldBy.account || '?',
    computer: heldBy.computer || '?',
    since: times.moment(here(heldBy.since)),
    renewed: times.moment(here(heldBy.renewedAt)),
    until: times.moment(here(heldBy.expiresAt)),
  };
  return (
    <section className="gw-section">
      <Note
        tone="caution"
        glyph={isOver ? undefined : 'waiting'}
        lead={t(isOver ? 'lease.over' : 'lease.held', words)}
        action={
          isOver && (
            <ActionButton size="small" onPress={() => setAsking(true)}>
              {t('lease.take')}
            </ActionButton>
          )
        }
      >
        {t(isOver ? 'lease.overText' : 'lease.heldText', words)}
      </Note>
      {asking && <TakeOver view={view} lease={heldBy} words={words} onClose={() => setAsking(false)} />}
    </section>
  );
}

interface TakeOverProps {
  readonly view: TargetView;
  readonly lease: Lease;
  readonly words: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

/** The question before an expired hold is taken over: it names whose it is and since when. */
function TakeOver({ view, lease, words, onClose }: TakeOverProps) {
  const { t } = useTexts('frame');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const take = async (): Promise<void> => {
    const taken = await ask(() => client.takeOver({ targetId: view.target.id, runId: lease.runId }));
    if (taken !== undefined) onClose();
  };
  return (
    <Question
      open
      onClose={onClose}
      title={t('lease.question', words)}
      lead={t('lease.questionLead', words)}
      actions={
        <>
          <ActionButton onPress={onClose}>{t('cancel')}</ActionButton>
          <ActionButton
            variant="primary"
            busy={busy ? t('lease.taking') : undefined}
            onPress={() => void take()}
          >
            {t('lease.yes')}
          </ActionButton>
        </>
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      <p className="gw-detail">{t('lease.questionText', words)}</p>
    </Question>
  );
}
