import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { PropertyList } from '../../components/propertyList';
import { plateVia, systemName } from '../../frame/plate';

/** Which server is meant, how it is reached, and what it calls itself once somebody signed in there. */
export function ServerName({ view }: { view: TargetView }) {
  const { t } = useTexts('connect');
  const { target, connection } = view;
  const identity = connection?.identity ?? null;
  const reported =
    identity && [identity.computerName, identity.domain].filter((part) => part !== null).join('.');
  return (
    <>
      <PropertyList
        items={[
          { name: t('name'), value: target.name },
          ...(target.kind === 'remote' && target.address.toUpperCase() !== target.name
            ? [{ name: t('address'), value: target.address }]
            : []),
          ...(reported === null ? [] : [{ name: t('reported'), value: reported }]),
          { name: t('reached'), value: plateVia(t, view) },
          { name: t('system'), value: systemName(view) ?? t('frame:plate.unread') },
        ]}
      />
      <p className="gw-detail gw-below">{t(`about.${target.kind}`)}</p>
    </>
  );
}
