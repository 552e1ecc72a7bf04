import { useTranslation } from 'react-i18next';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { useSession } from '../../mirror';

/** The files that were offered last and not taken, each with the reason and what to get instead. */
export function RefusedFiles() {
  const { t } = useTranslation('kit');
  const refused = useSession((session) => session.refused);
  if (refused.length === 0) return null;
  return (
    <Section title={t('refused')} note={t('refusedNote', { count: refused.length })}>
      <RowList
        label={t('refused')}
        rows={refused.map((file, index) => ({
          id: `${index}-${file.name}`,
          title: file.name,
          glyph: <Glyph state="refused" label={t('components:state.refused')} />,
          detail: (
            <>
              {t(`packages:refusal.${file.refusal}.title`)}. {t(`packages:refusal.${file.refusal}.cause`)}{' '}
              {t(`packages:refusal.${file.refusal}.next`)}
              {file.detail !== null && (
                <span className="gw-refused-detail gw-mono" lang="en">
                  {file.detail}
                </span>
              )}
            </>
          ),
        }))}
      />
    </Section>
  );
}
