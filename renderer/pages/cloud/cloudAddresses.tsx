import { useTexts } from '../../useTexts';
import type { CloudAnswer } from '../../../shared/model/cloudTest';
import { FactRow } from '../../components/factRow';
import { FactTable } from '../../components/factTable';

/** The addresses that a test did not reach, with why and by which proxy; nothing where all were reached. */
export function CloudAddresses({ addresses }: { addresses: readonly CloudAnswer[] }) {
  const { t } = useTexts('cloud');
  const open = addresses.filter(({ state }) => state !== 'reached');
  if (open.length === 0) return null;
  return (
    <FactTable label={t('addresses')}>
      {open.map(({ host, port, required, proxy, state, native, issuer }) => (
        <FactRow
          key={`${host}:${String(port)}`}
          fact={`${host}:${String(port)}`}
          glyph={required ? 'stopped' : 'toKnow'}
          value={[
            t(`answer.${state}`),
            ...(state === 'inspected' && issuer != null ? [t('by', { issuer })] : []),
            ...(native === null ? [] : [`(${String(native)})`]),
            ...(required ? [] : [t('optional')]),
          ].join(' ')}
          source={proxy === null ? t('direct') : t('proxy', { proxy })}
        />
      ))}
    </FactTable>
  );
}
