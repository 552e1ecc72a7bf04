import { DismissRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import type { RefusalCode } from '../../../shared/model/packages';
import { useClient } from '../../client';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { ActionButton } from '../../components/actionButton';
import { useSession } from '../../mirror';
import type { Recipient } from '../../../shared/model/recipient';
import type { Ask } from '../../frame/useAsk';
import './kit.css';

/** Refusals whose next step is another download from the portal. */
const fromPortal: ReadonlySet<RefusalCode> = new Set([
  'interactiveScript',
  'offboardingGiven',
  'devModeMsi',
  'altered',
  'wrongProduct',
  'notAPackage',
  'unknownScript',
  'severalTenants',
  'scriptForm',
]);

/** For whom they were given, how a request is sent, and the way to the guide of the portal where the page has one. */
export interface RefusedFilesProps {
  readonly to: Recipient;
  readonly ask: Ask['ask'];
  readonly onGuide?: () => void;
}

/** The files that were given there and not taken, each with the reason and what to get instead, until dismissed. */
export function RefusedFiles({ to, ask, onGuide }: RefusedFilesProps) {
  const { t } = useTexts('kit');
  const client = useClient();
  const all = useSession((session) => session.refused);
  const refused = all.filter((file) => file.to === to);
  if (refused.length === 0) return null;
  const dismiss = (name: string | null) => void ask(() => client.dismissRefused({ to, name }));
  return (
    <Section
      title={t('refused')}
      note={t('refusedNote', { count: refused.length })}
      end={
        refused.length > 1 && (
          <ActionButton size="small" variant="quiet" onPress={() => dismiss(null)}>
            {t('dismissAll')}
          </ActionButton>
        )
      }
    >
      <RowList
        label={t('refused')}
        rows={refused.map((file, index) => ({
          id: `${index}-${file.name}`,
          title: file.name,
          glyph: <Glyph state="refused" label={t('components:state.refused')} />,
          actions: (
            <>
              {onGuide !== undefined && fromPortal.has(file.refusal) && (
                <ActionButton size="small" onPress={onGuide}>
                  {t('showWhere')}
                  <span className="gw-hidden"> {file.name}</span>
                </ActionButton>
              )}
              <ActionButton
                size="small"
                variant="quiet"
                iconOnly
                icon={<DismissRegular aria-hidden />}
                onPress={() => dismiss(file.name)}
              >
                {t('dismiss', { name: file.name })}
              </ActionButton>
            </>
          ),
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
