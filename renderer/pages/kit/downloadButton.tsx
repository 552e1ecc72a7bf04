import { useTexts } from '../../useTexts';
import type { DownloadView } from '../../../shared/model/downloads';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import type { Ask } from '../../frame/useAsk';

export interface DownloadButtonProps {
  readonly download: DownloadView;
  /** Name of the file's kind, for a person who hears the button without its row. */
  readonly name: string;
  readonly variant?: 'secondary' | 'quiet';
  readonly ask: Ask['ask'];
}

/** Starts a public download, goes on with a part, tries again, or cancels: whichever is possible now. */
export function DownloadButton({ download, name, variant = 'secondary', ask }: DownloadButtonProps) {
  const { t } = useTexts('download');
  const client = useClient();
  const { id, state, received } = download;
  const underWay = state === 'asking' || state === 'receiving';
  if (state === 'checking') return null;
  const word = underWay
    ? 'cancel'
    : received > 0 && state !== 'done'
      ? 'resume'
      : state === 'failed'
        ? 'again'
        : 'download';
  return (
    <ActionButton
      size="small"
      variant={variant}
      onPress={() =>
        void ask(() => (underWay ? client.cancelDownload({ id }) : client.startDownload({ id })))
      }
    >
      {t(word)}
      <span className="gw-hidden"> {name}</span>
    </ActionButton>
  );
}
