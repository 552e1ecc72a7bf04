import { useTexts } from '../../useTexts';
import type { ProtectionMode } from '../../../shared/model/wishes';
import { Accept } from '../../components/accept';
import { Note } from '../../components/note';
import '../../components/section.css';

/** How many moments have no protector, and whether a person accepted that. */
export interface AcceptGapProps {
  readonly name: string;
  readonly mode: ProtectionMode;
  readonly count: number;
  readonly accepted: boolean;
  readonly onChange: (accepted: boolean) => void;
}

/** Moments at which nobody blocks threats must be accepted knowingly; this is where. */
export function AcceptGap({ name, mode, count, accepted, onChange }: AcceptGapProps) {
  const { t } = useTexts('mode');
  return (
    <section className="gw-section">
      <Note tone="stopped" lead={t('gap.lead', { count })}>
        {t(`gap.text_${mode}`)}
      </Note>
      <Accept checked={accepted} onChange={onChange}>
        {t('gap.accept', { name })}
      </Accept>
    </section>
  );
}
