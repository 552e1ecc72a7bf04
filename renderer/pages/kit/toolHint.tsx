import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { useTexts } from '../../useTexts';
import '../../components/section.css';

/** That Microsoft's tool is there and was not chosen: whoever has it would look for files that it fetches by itself. */
export function ToolHint({ onPlan }: { readonly onPlan: () => void }) {
  const { t } = useTexts('kit');
  return (
    <section className="gw-section">
      <Note
        lead={t('tool.lead')}
        action={
          <ActionButton size="small" onPress={onPlan}>
            {t('tool.open')}
          </ActionButton>
        }
      >
        {t('tool.text')}
      </Note>
    </section>
  );
}
