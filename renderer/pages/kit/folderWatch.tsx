import { EyeRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../useTexts';
import { useAnnouncer } from '../../announcer';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { useSession } from '../../mirror';
import { useTimes } from '../../frame/useTimes';
import type { Recipient } from '../../../shared/model/recipient';
import type { Ask } from '../../frame/useAsk';
import '../../components/dropTarget.css';
import './kit.css';

/**
 * The watch over the download folder: what it would do before it is turned on, and what arrives while it is. It ends when a
 * person leaves the page. Nothing is shown where this carrier has no folder to watch.
 */
export function FolderWatch({ to, ask }: { readonly to: Recipient; readonly ask: Ask['ask'] }) {
  const { t } = useTexts('portal');
  const client = useClient();
  const { carrier } = useHello();
  const times = useTimes();
  const announcer = useAnnouncer();
  const watch = useSession((session) => session.watch);
  const watching = watch.state === 'watching';

  const under = useRef(false);
  useEffect(() => {
    under.current = watching;
  }, [watching]);
  useEffect(
    () => () => {
      // Leaving the page ends the watch. If this request fails, main ends it by itself.
      if (under.current) void client.watchDownloads({ on: false, to }).catch(() => undefined);
    },
    [client, to],
  );
  const newest = watch.offered[0];
  const news =
    newest === undefined
      ? ''
      : `${newest.name}: ${newest.taken ? t('watch.taken', { time: times.short(newest.at) }) : t('watch.refused')}`;
  useEffect(() => {
    if (news !== '') announcer.say(news);
  }, [announcer, news]);

  if (watch.folder === null) return null;
  const turn = (on: boolean) => void ask(() => client.watchDownloads({ on, to }));
  return (
    <section className={`gw-watch ${watching ? 'gw-watch-on' : ''}`} aria-label={t('watch.title')}>
      {watching ? <Glyph state="waiting" /> : <EyeRegular aria-hidden />}
      <div>
        <p className="gw-drop-title">{t('watch.title')}</p>
        <p className="gw-mono gw-watch-path">{watch.folder}</p>
        <p className="gw-detail">
          {watching && watch.until !== null
            ? t('watch.onNote', { time: times.short(watch.until) })
            : `${watch.state === 'timeUp' || watch.state === 'folderGone' ? `${t(`watch.${watch.state}`)} ` : ''}${t('watch.offNote')}`}
        </p>
        {watch.arriving.length > 0 && (
          <p className="gw-detail">{t('watch.arriving', { names: watch.arriving.join(', ') })}</p>
        )}
        {watch.offered.length > 0 && (
          <ul className="gw-watch-offered" aria-label={t('watch.offered')}>
            {watch.offered.map((file) => (
              <li key={`${file.name} ${file.at}`}>
                <Glyph state={file.taken ? 'done' : 'refused'} size={16} />
                <span className="gw-mono">{file.name}</span>{' '}
                {file.taken ? t('watch.taken', { time: times.short(file.at) }) : t('watch.refused')}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="gw-watch-actions">
        <ActionButton onPress={() => turn(!watching)}>
          {t(watching ? 'watch.turnOff' : 'watch.turnOn')}
        </ActionButton>
        {carrier === 'electron' && !watching && (
          <ActionButton
            variant="link"
            size="small"
            onPress={() => void ask(() => client.pickDownloadFolder({}))}
          >
            {t('watch.choose')}
          </ActionButton>
        )}
      </div>
    </section>
  );
}
