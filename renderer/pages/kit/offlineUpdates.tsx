import { useTexts } from '../../useTexts';
import { offlineUpdates } from '../../../shared/knowledge/downloads';
import { links, type LinkId } from '../../../shared/knowledge/urls';
import type { DownloadView } from '../../../shared/model/downloads';
import { ActionButton } from '../../components/actionButton';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import type { Ask } from '../../frame/useAsk';
import { DownloadButton } from './downloadButton';
import { DownloadState } from './downloadState';

export interface OfflineUpdatesProps {
  readonly downloads: readonly DownloadView[];
  readonly ask: Ask['ask'];
  readonly onLink: (id: LinkId) => void;
}

/** Updates that a server without Internet may want: they come into the library, from which Maintain brings them. */
export function OfflineUpdates({ downloads, ask, onLink }: OfflineUpdatesProps) {
  const { t } = useTexts('portal');
  return (
    <Section title={t('offline.title')} note={t('offline.note')}>
      <RowList
        label={t('offline.title')}
        layout="dense"
        rows={offlineUpdates.map(({ kind, page }) => {
          const title = t(`knowledge:link.${page}`);
          const { doubt } = links[page];
          const download = downloads.find((one) => one.kind === kind && !one.practice);
          return {
            id: kind,
            title,
            detail: (
              <>
                {`${t(`offline.${kind}`)}${doubt === null ? '' : ` ${t(`knowledge:${doubt}`)}`}`}
                {download !== undefined && <DownloadState download={download} name={title} />}
              </>
            ),
            actions: (
              <>
                {download !== undefined && (
                  <DownloadButton download={download} name={title} variant="quiet" ask={ask} />
                )}
                <ActionButton size="small" variant="quiet" onPress={() => onLink(page)}>
                  {t('offline.open')}
                  <span className="gw-hidden"> {title}</span>
                </ActionButton>
              </>
            ),
          };
        })}
      />
    </Section>
  );
}
