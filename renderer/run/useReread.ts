import { useEffect } from 'react';
import type { TargetView } from '../../shared/bridge/session';
import { useClient } from '../client';
import { useNow } from '../frame/useNow';
import { hasSession } from '../../shared/model/target';

const everyMs = 30_000;

/**
 * Reads the facts of a server again every 30 seconds while `wanted` and nothing else is going on with it. Answers the
 * seconds until the next reading. It only reads, so it may go on by itself.
 */
export function useReread(view: TargetView, wanted: boolean): number {
  const client = useClient();
  const now = useNow(1000);
  const { factsAt, busy } = view;
  const targetId = view.target.id;
  // The timer never signs in again. Only a person asks for that.
  const active =
    wanted && busy === 'idle' && factsAt !== null && view.connectedAt !== null && hasSession(view.target);
  useEffect(() => {
    if (!active) return undefined;
    // A failed reading is shown by the facts clock; the next one follows anyway.
    const read = () => {
      client.readFacts({ targetId }).catch(() => undefined);
    };
    const timer = setTimeout(read, Math.max(1000, factsAt + everyMs - Date.now()));
    return () => {
      clearTimeout(timer);
    };
  }, [active, client, factsAt, targetId]);
  return factsAt === null ? 0 : Math.max(0, Math.ceil((factsAt + everyMs - now) / 1000));
}
