import { useTexts } from '../../useTexts';
import type { TrustedHost } from '../../../shared/model/connection';
import { useClient } from '../../client';
import { ChangeLedger } from '../../components/changeLedger';
import { useAsk } from '../useAsk';
import { FailureNote } from '../failureNote';
import { useTimes } from '../useTimes';

/** The name in TrustedHosts, and the server that needs it. */
export interface TrustLedgerProps {
  readonly targetId: string;
  readonly held: TrustedHost;
}

/** What Gangway changed on this computer because of a server, with the way back. */
export function TrustLedger({ targetId, held }: TrustLedgerProps) {
  const { t } = useTexts('trustedHosts');
  const client = useClient();
  const times = useTimes();
  const { ask, failure } = useAsk();
  const before = held.before === '' ? t('ledger.empty') : held.before;
  return (
    <>
      <ChangeLedger
        label={t('ledger.label')}
        changes={[
          {
            id: `trust-${targetId}`,
            time: times.moment(held.at),
            title: t('ledger.title', { name: held.name }),
            before,
            now: held.before === '' ? held.name : `${held.before},${held.name}`,
            source: t('ledger.source'),
            end: {
              kind: 'undo',
              onUndo: () => void ask(() => client.trustHost({ targetId, trusted: false })),
            },
          },
        ]}
      />
      {failure !== null && <FailureNote failure={failure} />}
    </>
  );
}
