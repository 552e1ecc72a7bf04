import { useTexts } from '../../useTexts';
import { openedInstead } from '../../../shared/knowledge/downloads';
import { links, type LinkId } from '../../../shared/knowledge/urls';
import { ActionButton } from '../../components/actionButton';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';

/** Updates that a server without Internet may want, which nothing here installs: their pages are opened. */
export function OfflineUpdates({ onLink }: { readonly onLink: (id: LinkId) => void }) {
  const { t } = useTexts('portal');
  return (
    <Section title={t('offline.title')} note={t('offline.note')}>
      <RowList
        label={t('offline.title')}
        layout="dense"
        rows={openedInstead.map((id) => {
          const title = t(`knowledge:link.${id}`);
          const { doubt } = links[id];
          return {
            id,
            title,
            detail: `${t(`offline.${id}`)}${doubt === null ? '' : ` ${t(`knowledge:${doubt}`)}`}`,
            actions: (
              <ActionButton size="small" variant="quiet" onPress={() => onLink(id)}>
                {t('offline.open')}
                <span className="gw-hidden"> {title}</span>
              </ActionButton>
            ),
          };
        })}
      />
    </Section>
  );
}
