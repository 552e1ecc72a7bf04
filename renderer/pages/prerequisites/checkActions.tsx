import { useTexts } from '../../useTexts';
import type { JudgedCheck } from '../../../shared/plan/checkStates';
import type { InputChange } from '../../../shared/model/inputs';
import { ActionButton } from '../../components/actionButton';
import { ExplainButton } from './explainButton';

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
  const { t } = useTexts('prerequisites');
  const { check, title, onChange } = props;
  const { fix } = check;

  // It is the same button in every state, so that the keyboard stays on it when a decision changes its words.
  const decisionOf = (): { words: string; press: () => void } | null => {
    if (check.state === 'waived')
      return { words: t('withdraw'), press: () => onChange({ kind: 'withdrawWaiver', check: check.id }) };
    if (fix === null || check.fixImplied) return null;
    if (check.state === 'inPlan')
      return { words: t('removeFix'), press: () => onChange({ kind: 'removeFix', fix }) };
    return check.fixReady
      ? {
          words: t(fix === 'test-connectivity' ? 'addTest' : 'add'),
          press: () => onChange({ kind: 'acceptFix', fix }),
        }
      : { words: t('getFile'), press: props.onFile };
  };
  const named = (words: string) => (
    <>
      {words}
      <span className="gw-hidden"> {title}</span>
    </>
  );
  const decision = decisionOf();
  return (
    <>
      {decision !== null && (
        <ActionButton size="small" onPress={decision.press}>
          {named(decision.words)}
        </ActionButton>
      )}
      {check.state === 'toFix' && check.waivable && (
        <ActionButton size="small" variant="quiet" onPress={props.onWaive}>
          {named(t('waive'))}
        </ActionButton>
      )}
      <ExplainButton title={title} explained={props.explained} onExplain={props.onExplain} />
    </>
  );
}
