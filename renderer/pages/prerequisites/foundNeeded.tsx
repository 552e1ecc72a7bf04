import { useTexts } from '../../useTexts';
import type { JudgedCheck } from '../../../shared/plan/checkStates';
import { plainValue } from '../../../shared/checks/checkValue';
import { useSayer } from '../../frame/useSayer';
import './prerequisites.css';

/** A value of a check, in plain words or raw as the server gave it. */
export function CheckValue({ check, value, raw }: { check: JudgedCheck; value: string; raw: boolean }) {
  const sayer = useSayer();
  return raw ? (
    <span className="gw-mono" lang="en">
      {value}
    </span>
  ) : (
    plainValue(value, sayer, check.id)
  );
}

/** The values of a check: what the server has, and what it should have. */
export function FoundNeeded({ check, raw }: { check: JudgedCheck; raw: boolean }) {
  const { t } = useTexts('prerequisites');
  return (
    <span className="gw-found">
      <span>
        {t('found')}{' '}
        <b>
          <CheckValue check={check} value={check.found} raw={raw} />
        </b>
      </span>
      {check.needed !== null && (
        <span>
          {t('needed')}{' '}
          <b>
            <CheckValue check={check} value={check.needed} raw={raw} />
          </b>
        </span>
      )}
    </span>
  );
}
