import { useTexts } from '../useTexts';
import { factsStaleMs } from '../../shared/steps/assessment';
import type { TargetView } from '../../shared/bridge/session';
import { useClient } from '../client';
import { FactsClock } from '../components/factsClock';
import { useNow } from './useNow';
import { useTimes } from './useTimes';
import { useNoSession } from './session/sessionButton';

/** The foot of the rail: how old the facts are, and the button that reads them again. */
export function FactsFoot({ view }: { view: TargetView }) {
  const { t } = useTexts('frame');
  const client = useClient();
  const times = useTimes();
  const now = useNow(1000);
  const { factsAt } = view;
  const notYet = useNoSession(view.target);
  const reading = view.busy === 'reading';
  const ageMs = factsAt === null ? 0 : Math.max(0, now - factsAt);
  const stale = ageMs > factsStaleMs;

  const sentence = () => {
    if (reading) return t('facts.reading');
    // A server that restarts does not answer: that is no failed reading.
    if (view.busy === 'restarting' && factsAt !== null)
      return t('facts.before', { time: times.time(factsAt) });
    if (view.readFailure !== null) return t('facts.failed');
    if (factsAt === null) return t('facts.none');
    const age = times.length(ageMs);
    return stale ? t('facts.stale', { age }) : t('facts.age', { time: times.time(factsAt), age });
  };
  return (
    <FactsClock
      sentence={sentence()}
      stale={stale}
      reading={reading}
      notYet={notYet}
      onRead={() => {
        // What a reading fails with arrives with the next change of the session.
        client.readFacts({ targetId: view.target.id }).catch(() => undefined);
      }}
    />
  );
}
