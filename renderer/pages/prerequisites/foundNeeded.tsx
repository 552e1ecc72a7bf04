import { useTranslation } from 'react-i18next';
import type { JudgedCheck } from '../../../shared/checkStates';

/** The raw values of a check: what the server has, and what it should have. */
export function FoundNeeded({ check }: { check: JudgedCheck }) {
  const { t } = useTranslation('prerequisites');
  return (
    <span className="gw-found">
      <span>
        {t('found')} <b>{check.found}</b>
      </span>
      {check.needed !== null && (
        <span>
          {t('needed')} <b>{check.needed}</b>
        </span>
      )}
    </span>
  );
}
