import { useTranslation } from 'react-i18next';
import type { RefusalCode } from '../../../shared/packages';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { ActionButton } from '../../components/actionButton';
import { useSession } from '../../mirror';

/** Refusals whose next step is another download from the portal. */
const fromPortal: ReadonlySet<RefusalCode> = new Set([
  'interactiveScript',
  'offboardingGiven',
  'devModeMsi',
  'altered',
  'wrongProduct',
  'notAPackage',
]);

/** The files that were offered last and not taken, each with the reason and what to get instead. */
export function RefusedFiles({ onGuide }: { readonly onGuide: () => void }) {
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
          ...(fromPortal.has(file.refusal) && {
            actions: (
              <ActionButton size="small" onPress={onGuide}>
                {t('showWhere')}
                <span className="gw-hidden"> {file.name}</span>
              </ActionButton>
            ),
          }),
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
