import { ViewSwitch } from '../../components/viewSwitch';
import type { Place } from '../../frame/place';
import { useTexts } from '../../useTexts';

/** The views of Kits: the kits themselves, the library that they are built from, and the folder for servers without a session. */
export function KitsSwitch({
  current,
  go,
}: {
  readonly current: 'kits' | 'library' | 'toolFolder';
  readonly go: (place: Place) => void;
}) {
  const { t } = useTexts('site');
  return (
    <ViewSwitch
      label={t('view.label')}
      views={(['kits', 'library', 'toolFolder'] as const).map((id) => ({ id, name: t(`view.${id}`) }))}
      current={current}
      onOpen={(view) => go({ kind: 'kits', view })}
    />
  );
}
