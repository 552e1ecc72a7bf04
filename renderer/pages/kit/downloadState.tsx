import { useEffect } from 'react';
import { useTexts } from '../../useTexts';
import type { DownloadView } from '../../../shared/model/downloads';
import { useAnnouncer } from '../../announcer';
import { useTimes } from '../../frame/useTimes';
import { sizeText } from '../../frame/useTimes';
import '../../components/bar.css';
import './kit.css';

/** How a public download stands, in the row of the file it brings: where it comes from, how far it is, why it failed. */
export function DownloadState({
  download,
  name,
}: {
  readonly download: DownloadView;
  readonly name: string;
}) {
  const { t, i18n } = useTexts('download');
  const times = useTimes();
  const announcer = useAnnouncer();
  const { state, failure, received, total, rate, again, host } = download;
  const size = (bytes: number) => sizeText(i18n.language, bytes);
  const why =
    failure === null
      ? null
      : {
          title: t(`failure.${failure.reason}.title`),
          rest: (['cause', 'next'] as const).map((part) => t(`failure.${failure.reason}.${part}`)),
        };
  const spoken = why === null ? '' : `${name}: ${why.title}`;
  useEffect(() => {
    if (spoken !== '') announcer.fail(`${download.id} ${spoken}`, spoken);
  }, [announcer, download.id, spoken]);

  const before = received > 0 && state !== 'done' ? 'beforePart' : 'before';
  const known = { host, size: size(download.atMost), received: size(received) };
  if (state === 'asking') return <p className="gw-download">{t('asking', { host })}</p>;
  if (state === 'checking') return <p className="gw-download">{t('checking')}</p>;
  if (state === 'receiving') {
    const share = total === null ? null : Math.min(100, (received / total) * 100);
    const words = [
      total === null
        ? t('receivingOpen', { received: size(received) })
        : t('receiving', { received: size(received), total: size(total) }),
      ...(rate === null || rate === 0 ? [] : [t('rate', { rate: size(rate) })]),
      ...(rate === null || rate === 0 || total === null
        ? []
        : [t('left', { time: times.length(((total - received) / rate) * 1000 + 999) })]),
    ].join(', ');
    return (
      <div className="gw-download">
        <div
          className="gw-bar"
          role="progressbar"
          aria-label={t('progress', { name })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share === null ? undefined : Math.round(share)}
          aria-valuetext={words}
        >
          <div className="gw-bar-fill" style={{ width: `${share ?? 0}%` }} />
        </div>
        <p className="gw-numbers">{words}</p>
        {again !== null && <p>{t(again)}</p>}
      </div>
    );
  }
  return (
    <div className="gw-download">
      {why !== null && (
        <p>
          <b>{why.title}.</b> {why.rest.join(' ')}
          {failure !== null && failure.detail !== '' && (
            <span className="gw-refused-detail gw-mono" lang="en">
              {failure.detail}
            </span>
          )}
        </p>
      )}
      <p>
        {t(before, known)}
        {download.doubtful && ` ${t('doubt')}`}
      </p>
    </div>
  );
}
