import type { LogFile } from '../../../shared/bridge/logs';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { useTexts } from '../../useTexts';
import './logs.css';

/** The files that are not known, by name, and what they are good for all the same. */
export function UnknownFiles({ files }: { readonly files: readonly LogFile[] }) {
  const { t } = useTexts('logs');
  const unknown = files.filter(({ share }) => share === 'unknown');
  if (unknown.length === 0) return null;
  return (
    <Section title={t('unknown.title')} note={t('unknown.note')}>
      <p className="gw-detail gw-logs-also">{t('unknown.what')}</p>
      <RowList
        label={t('unknown.title')}
        layout="dense"
        rows={unknown.map(({ id, name }) => ({
          id: String(id),
          title: name,
          glyph: <Glyph state="notProvable" />,
        }))}
      />
    </Section>
  );
}
