import { useTranslation } from 'react-i18next';
import type { JudgedCheck } from '../../../shared/checkStates';
import type { InputChange } from '../../../shared/inputs';
import { ActionButton } from '../../components/actionButton';

/** A check that asks for something, and how its decisions are sent. */
export interface CheckActionsProps {
  readonly check: JudgedCheck;
  readonly title: string;
  readonly explained: boolean;
  readonly onExplain: () => void;
  readonly onChange: (change: InputChange) => void;
  readonly onFile: () => void;
  readonly onWaive: () => void;
}

/** The buttons of a row to fix: its one way on, Explain, and the waiver where one is allowed. */
export function CheckActions(props: CheckActionsProps) {
  const { t } = useTranslation('prerequisites');
  const { check, title, onChange } = props;
  const { fix } = check;
  const named = (words: string) => (
    <>
      {words}
      <span className="gw-hidden"> {title}</span>
    </>
  );
  return (
    <>
      {check.state === 'toFix' && fix !== null && check.fixReady && (
        <ActionButton size="small" onPress={() => onChange({ kind: 'acceptFix', fix })}>
          {named(t('add'))}
        </ActionButton>
      )}
      {check.state === 'toFix' && fix !== null && !check.fixReady && (
        <ActionButton size="small" onPress={props.onFile}>
          {named(t('getFile'))}
        </ActionButton>
      )}
      {check.state === 'inPlan' && fix !== null && (
        <ActionButton size="small" onPress={() => onChange({ kind: 'removeFix', fix })}>
          {named(t('removeFix'))}
        </ActionButton>
      )}
      {check.state === 'waived' && (
        <ActionButton size="small" onPress={() => onChange({ kind: 'withdrawWaiver', check: check.id })}>
          {named(t('withdraw'))}
        </ActionButton>
      )}
      {check.state === 'toFix' && check.waivable && (
        <ActionButton size="small" variant="quiet" onPress={props.onWaive}>
          {named(t('waive'))}
        </ActionButton>
      )}
      <ActionButton size="small" variant="quiet" expanded={props.explained} onPress={props.onExplain}>
        {named(t('explain'))}
      </ActionButton>
    </>
  );
}
