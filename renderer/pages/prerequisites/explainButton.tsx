import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import { useSession } from '../../mirror';

/** What is explained, whether its explanation is open, and what opens or closes it. */
export interface ExplainButtonProps {
  readonly title: string;
  readonly explained: boolean;
  readonly onExplain: () => void;
}

/** The Explain button of a row; absent where a person hid such buttons in the settings. */
export function ExplainButton({ title, explained, onExplain }: ExplainButtonProps) {
  const { t } = useTexts('prerequisites');
  const isHidden = useSession(({ settings }) => settings.hideExplain === true);
  if (isHidden) return null;
  return (
    <ActionButton size="small" variant="quiet" expanded={explained} onPress={onExplain}>
      {t('explain')}
      <span className="gw-hidden"> {title}</span>
    </ActionButton>
  );
}
