import { OpenRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { KitNeed } from '../../../shared/kitNeeds';
import { ActionButton } from '../../components/actionButton';
import { Inspector } from '../../components/inspector';
import { Verdict } from '../../components/verdict';
import { kindName, linkFor, usualName } from './kitRow';

/** A file that is missing, and what gets it: a link to its page, or a practice package. */
export interface NeedInspectorProps {
  readonly need: KitNeed;
  readonly practice: boolean;
  readonly onLink: () => void;
  readonly onPractice: () => void;
}

/** What a missing file is for and where it comes from. */
export function NeedInspector({ need, practice, onLink, onPractice }: NeedInspectorProps) {
  const { t } = useTranslation('kit');
  return (
    <Inspector label={t('details')} caption={kindName(t, need.kind, need.kb)} title={usualName(need)}>
      <Verdict
        state={need.required ? 'toFix' : 'toKnow'}
        line={t(need.required ? 'missing' : 'missingForFix')}
      >
        <p>{t(`packages:kind.${need.kind}.use`)}</p>
        <p>{t(`get.${need.kind}`)}</p>
      </Verdict>
      <div>
        {practice ? (
          <ActionButton size="small" onPress={onPractice}>
            {t('addPractice')}
          </ActionButton>
        ) : (
          <ActionButton size="small" icon={<OpenRegular aria-hidden />} onPress={onLink}>
            {t('open', { page: t(`knowledge:link.${linkFor(need)}`) })}
          </ActionButton>
        )}
      </div>
    </Inspector>
  );
}
