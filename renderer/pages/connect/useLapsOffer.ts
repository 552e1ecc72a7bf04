import { useEffect, useState } from 'react';
import type { LapsOffer } from '../../../shared/model/connection';
import type { TargetView } from '../../../shared/bridge/session';
import { useClient } from '../../client';

/**
 * Whether LAPS can be asked about a server; null until main has answered. The question is sent once, after the first test, and the
 * page does not wait for it.
 */
export function useLapsOffer({ target, rungs, busy }: TargetView): LapsOffer | null {
  const client = useClient();
  const [found, setFound] = useState<{ readonly targetId: string; readonly offer: LapsOffer }>();
  const targetId = target.id;
  const known = found?.targetId === targetId;
  const tested = busy === 'idle' && rungs.some(({ state }) => state === 'done' || state === 'stopped');
  useEffect(() => {
    if (known || !tested) return undefined;
    let shown = true;
    // If main cannot answer, the page does not offer LAPS.
    client.lookForLaps({ targetId }).then(
      ({ offer }) => {
        if (shown) setFound({ targetId, offer });
      },
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [client, targetId, known, tested]);
  return known ? found.offer : null;
}
