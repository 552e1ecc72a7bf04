import { useTexts } from '../../useTexts';
import type { CloudAnswer } from '../../../shared/model/probes/cloudTest';
import { FactRow } from '../../components/factRow';
import { FactTable } from '../../components/factTable';

/** The addresses that a test did not reach, with why and by which proxy; nothing where all were reached. */
export function CloudAddresses({ addresses }: { addresses: readonly CloudAnswer[] }) {
  const { t } = useTexts('cloud');
  const open = addresses.filter(({ state }) => state !== 'reached');
  if (open.length === 0) return null;
  return (
    <FactTable label={t('addresses')}>
      {open.map(({ host, port, required, proxy, proxyFrom, state, native, issuer, dns, tcp }) => (
        <FactRow
          key={`${host}:${String(port)}`}
          fact={`${host}:${String(port)}`}
          glyph={required ? 'stopped' : 'toKnow'}
          value={[
            t(`answer.${state}`),
            ...(state === 'inspected' && issuer != null ? [t('by', { issuer })] : []),
            ...(proxy !== null && tcp !== undefined && tcp !== 'open' ? [t('noTcp')] : []),
            // By a proxy the proxy finds the address; whether the server does is no matter then.
            ...(proxy === null && dns != null && dns.state !== 'resolved' ? [t(`dns.${dns.state}`)] : []),
            ...(native === null ? [] : [`(${String(native)})`]),
            ...(required ? [] : [t('optional')]),
          ].join(' ')}
          source={
            proxy === null
              ? t('direct')
              : proxyFrom === undefined || proxyFrom === 'none'
                ? t('proxy', { proxy })
                : t(`from.${proxyFrom}`, { proxy })
          }
        />
      ))}
    </FactTable>
  );
}
