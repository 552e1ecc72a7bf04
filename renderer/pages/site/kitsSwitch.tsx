import { ViewSwitch } from '../../components/viewSwitch';
import type { Place } from '../../frame/place';
import { useTexts } from '../../useTexts';

/** The two views of Kits: the kits themselves, and the library that they are built from. */
export function KitsSwitch({
  current,
  go,
}: {
  readonly current: 'kits' | 'library';
  readonly go: (place: Place) => void;
}) {
  const { t } = useTexts('site');
  return (
    <ViewSwitch
      label={t('view.label')}
      views={(['kits', 'library'] as const).map((id) => ({ id, name: t(`view.${id}`) }))}
      current={current}
      onOpen={(view) => go({ kind: 'kits', view })}
    />
  );
}
