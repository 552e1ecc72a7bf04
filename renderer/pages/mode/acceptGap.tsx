import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note';

/** How many moments have no protector, and whether a person accepted that. */
export interface AcceptGapProps {
  readonly name: string;
  readonly count: number;
  readonly accepted: boolean;
  readonly onChange: (accepted: boolean) => void;
}

/** Moments at which nobody blocks threats must be accepted knowingly; this is where. */
export function AcceptGap({ name, count, accepted, onChange }: AcceptGapProps) {
  const { t } = useTranslation('mode');
  return (
    <section className="gw-section">
      <Note tone="stopped" lead={t('gap.lead', { count })}>
        {t('gap.text')}
      </Note>
      <label className="gw-accept">
        <input type="checkbox" checked={accepted} onChange={(event) => onChange(event.target.checked)} />
        <span>{t('gap.accept', { name })}</span>
      </label>
    </section>
  );
}
