import { useTexts } from '../../useTexts';
import type { Connection } from '../../../shared/model/connection';
import { PropertyList } from '../../components/propertyList';

/** The machine that answered, in its own words, beside the name that was asked for. */
export function MachineFound({ connection, asked }: { connection: Connection; asked: string }) {
  const { t } = useTexts('connect');
  const { identity, addresses } = connection;
  if (identity === null) return null;
  return (
    <div className="gw-below">
      <PropertyList
        items={[
          { name: t('machine.asked'), value: asked },
          { name: t('machine.reported'), value: identity.computerName },
          { name: t('machine.domain'), value: identity.domain ?? t('machine.workgroup') },
          { name: t('machine.addresses'), value: addresses.join(', ') },
          { name: t('machine.id'), value: identity.machineId ?? t('machine.noId'), mono: true },
        ]}
      />
    </div>
  );
}
