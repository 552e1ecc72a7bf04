import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/actionButton';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { practicePackageIds } from './practicePackages';

/** Adds practice packages by id. */
export function PracticeShelf({ onAdd }: { onAdd: (id: string) => void }) {
  const { t } = useTranslation('kit');
  return (
    <Section title={t('shelf')} note={t('shelfNote')}>
      <RowList
        label={t('shelf')}
        layout="dense"
        rows={practicePackageIds.map((id) => {
          const title = t(`packages:practice.${id}`);
          return {
            id,
            title,
            actions: (
              <ActionButton size="small" variant="quiet" onPress={() => onAdd(id)}>
                {t('add')}
                <span className="gw-hidden"> {title}</span>
              </ActionButton>
            ),
          };
        })}
      />
    </Section>
  );
}
