import { useTexts } from '../../useTexts';
import type { SupportItem } from '../../../shared/findings/cause';
import './findings.css';

/** What a support case needs, as a list. */
export function SupportItems({ items }: { items: readonly SupportItem[] }) {
  const { t } = useTexts('findings');
  return (
    <ul className="gw-send">
      {items.map((item) => (
        <li key={item}>{t(`causes:send.${item}`)}</li>
      ))}
    </ul>
  );
}
