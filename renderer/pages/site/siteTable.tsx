import { OpenRegular, MapRegular } from '@fluentui/react-icons';
import { freshnessOf } from '../../../shared/kit/freshness';
import { isUnconfirmed } from '../../../shared/kit/packageTrust';
import type { LinkId } from '../../../shared/knowledge/urls';
import type { DownloadView } from '../../../shared/model/downloads';
import { usualFileName } from '../../../shared/site/sources';
import type { SitePlan, SiteRow } from '../../../shared/site/siteRows';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import type { Ask } from '../../frame/useAsk';
import { sizeText, useTimes } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { DownloadButton } from '../kit/downloadButton';
import { DownloadState } from '../kit/downloadState';
import { ageAdvice, ageWords } from '../library/fileWords';
import { forWords, fromWords, kindWords } from './siteWords';
import './site.css';

/** The files of a kit, the public downloads that are offered here, and the ways to what is missing. */
export interface SiteTableProps {
  readonly plan: SitePlan;
  readonly practice: boolean;
  readonly downloads: readonly DownloadView[];
  /** By which hour the age of a file is told. */
  readonly now: number;
  readonly ask: Ask['ask'];
  readonly onGuide: () => void;
  readonly onLink: (link: LinkId) => void;
  /** Adds the practice file that answers a need; left out where files are real. */
  readonly onPractice: ((row: SiteRow) => void) | undefined;
}

const columns = ['file', 'for', 'from', 'size', 'way'] as const;

/** Every file in a row: what it is, for whom, where it comes from, its size, and the way to it where it is missing. Missing ones come first. */
export function SiteTable(props: SiteTableProps) {
  const { t, i18n } = useTexts('site');
  const times = useTimes();
  const { plan, practice, downloads, now, ask } = props;
  const downloadFor = (row: SiteRow): DownloadView | null =>
    row.package !== null
      ? null
      : (downloads.find((one) => one.practice === practice && one.kind === row.kind && one.kb === row.kb) ??
        null);
  return (
    <table className="gw-site-files" role="table" aria-label={t('build.holds')}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column}
              role="columnheader"
              scope="col"
              className={column === 'size' ? 'gw-site-size' : column === 'way' ? 'gw-site-way' : undefined}
            >
              {column === 'way' ? (
                <span className="gw-hidden">{t('build.column.way')}</span>
              ) : (
                t(`build.column.${column}`)
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {plan.rows.map((row) => {
          const download = downloadFor(row);
          const name = kindWords(t, row.kind, row.kb);
          const isThere = row.package !== null;
          const advice = row.package === null ? null : ageAdvice(t, row.package, now);
          return (
            <tr key={row.id} role="row">
              <th role="rowheader" scope="row" className="gw-site-file">
                <span className="gw-site-name">
                  <Glyph
                    state={isThere && advice === null ? 'done' : 'toFix'}
                    label={t(isThere ? 'build.stateReady' : 'build.stateMissing')}
                  />
                  <span>
                    <b>{name}</b>
                    <span className="gw-mono gw-detail">
                      {row.package?.name ?? usualFileName(row.kind, row.kb)}
                    </span>
                    {row.package !== null && advice !== null && (
                      <span className="gw-caption">
                        {ageWords(t, row.package, now)}. {advice}
                      </span>
                    )}
                    {row.weight === 'maybe' && <span className="gw-caption">{t('build.maybe')}</span>}
                    {download !== null && <DownloadState download={download} name={name} />}
                  </span>
                </span>
              </th>
              <td role="cell">{forWords(t, row.receivers, plan.receivers)}</td>
              <td role="cell">
                {fromWords(t, times, row)}
                {row.package !== null && freshnessOf(row.package, now).state === 'fresh' && (
                  <span className="gw-caption gw-site-age">{ageWords(t, row.package, now)}</span>
                )}
              </td>
              <td role="cell" className="gw-site-size gw-numbers">
                {row.bytes === null
                  ? t('build.bytesUnknown')
                  : isThere
                    ? sizeText(i18n.language, row.bytes)
                    : t('build.aboutBytes', { size: sizeText(i18n.language, row.bytes) })}
              </td>
              <td role="cell" className="gw-site-way">
                <Way {...props} row={row} name={name} download={download} ask={ask} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** That a file is ready, or the button that leads to it. */
function Way({
  row,
  name,
  download,
  ask,
  onGuide,
  onLink,
  onPractice,
}: Pick<SiteTableProps, 'ask' | 'onGuide' | 'onLink' | 'onPractice'> & {
  readonly row: SiteRow;
  readonly name: string;
  readonly download: DownloadView | null;
}) {
  const { t } = useTexts('site');
  if (row.package !== null)
    return <span>{t(isUnconfirmed(row.package) ? 'build.stateConfirm' : 'build.stateReady')}</span>;
  if (download !== null) return <DownloadButton download={download} name={name} ask={ask} />;
  if (onPractice !== undefined)
    return (
      <ActionButton size="small" onPress={() => onPractice(row)}>
        {t('build.get.practice')}
        <span className="gw-hidden"> {name}</span>
      </ActionButton>
    );
  const { source } = row;
  if (source.how === 'portal')
    return (
      <ActionButton size="small" icon={<MapRegular aria-hidden />} onPress={onGuide}>
        {t('build.get.portal')}
        <span className="gw-hidden"> {name}</span>
      </ActionButton>
    );
  const link = 'link' in source ? source.link : null;
  if (link === null) return null;
  return (
    <ActionButton size="small" icon={<OpenRegular aria-hidden />} onPress={() => onLink(link)}>
      {t(source.how === 'catalog' ? 'build.get.catalog' : 'build.get.page')}
      <span className="gw-hidden"> {name}</span>
    </ActionButton>
  );
}
