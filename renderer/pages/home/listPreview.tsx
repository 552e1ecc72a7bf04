import { scenarioName } from '../../frame/serverNames';
import { useTexts } from '../../useTexts';
import type { ReplyOf } from '../../../shared/bridge/contract';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import './home.css';

/** What a list says, before anything is added. */
export interface ListPreviewProps {
  readonly list: ReplyOf<'readServerList'>;
  readonly practice: boolean;
  /** Id of the sentence that sums up. */
  readonly id: string;
}

/** Line by line: what is not taken and why, then the servers with their tags. */
export function ListPreview({ list, practice, id }: ListPreviewProps) {
  const { t } = useTexts('queue');
  const known = new Set(list.known);
  const said = [
    t('preview.servers', { count: list.lines.length }),
    known.size > 0 && t('preview.known', { count: known.size }),
    list.bad.length > 0 && t('preview.bad', { count: list.bad.length }),
    list.header !== null && t('preview.header', { number: list.header }),
  ];
  return (
    <section aria-label={t('preview.label')}>
      <p className="gw-import-says" id={id} role="status">
        {said.filter((part) => part !== false).join(' ')}
      </p>
      {list.bad.length > 0 && (
        <RowList
          label={t('preview.badLines')}
          rows={list.bad.map(({ number, text, fault }) => ({
            id: String(number),
            title: t('preview.line', { number, text }),
            glyph: <Glyph state="refused" label={t('components:state.refused')} />,
            detail: t(`preview.fault.${practice && fault === 'badAddress' ? 'noMachine' : fault}`),
          }))}
        />
      )}
      {list.lines.length > 0 && (
        <RowList
          label={t('preview.lines')}
          layout="dense"
          rows={list.lines.map((line) => ({
            id: line.id,
            title: practice ? scenarioName(t, line.address.toLowerCase()) : line.address,
            glyph: known.has(line.id) ? (
              <Glyph state="notNeeded" label={t('preview.isKnown')} />
            ) : (
              <Glyph state="planned" label={t('preview.isNew')} />
            ),
            value: [
              line.tags.join(', '),
              known.has(line.id) && t('preview.isKnown'),
              line.again.length > 0 &&
                t('preview.again', { numbers: line.again.join(', '), count: line.again.length }),
            ]
              .filter((part) => part !== false && part !== '')
              .join(' · '),
          }))}
        />
      )}
    </section>
  );
}
