import { useEffect, useState } from 'react';
import type { LapsOffer } from '../../../shared/model/connection';
import type { TargetView } from '../../../shared/bridge/session';
import { useClient } from '../../client';

/**
 * Whether LAPS can be asked about a server; null until main has answered. Asked once, after the first test: the page waits
 * for it nowhere.
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
    // What cannot be found out is not offered; nothing of it concerns the page.
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
