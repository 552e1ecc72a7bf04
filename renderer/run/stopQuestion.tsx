import { useState } from 'react';
import { useTexts } from '../useTexts';
import { operations } from '../../shared/model/operations';
import { actions } from '../../shared/plan/actions';
import type { RunAction } from '../../shared/bridge/session';
import { useHello } from '../client';
import { ActionButton } from '../components/actionButton';
import { ChoiceList } from '../components/choiceList';
import { Question } from '../components/question';
import { minutesOf } from './runProgress';

/** The action under way, and what to do when the person decided. */
export interface StopQuestionProps {
  readonly open: boolean;
  readonly action: RunAction;
  readonly onClose: () => void;
  readonly onStop: () => void;
}

/** How an action stops, as the catalogue says it of its operation. */
export function cancelOf(action: RunAction) {
  const operation = actions.find((entry) => entry.id === action.id)?.operation;
  return operation === undefined ? 'never' : operations[operation].cancel;
}

/** Asks how a run should stop. Nothing is ever cut off inside a stage. */
export function StopQuestion({ open, action, onClose, onStop }: StopQuestionProps) {
  const { t } = useTexts('install');
  const { carrier } = useHello();
  const [choice, setChoice] = useState('after');
  const cancel = cancelOf(action);
  const to = minutesOf(action.id)[1];
  const after = {
    id: 'after',
    name: t(`stop.after_${cancel}`),
    detail: t(`stop.afterDetail_${cancel}`, { number: action.nn, to }),
  };
  // Only a window of our own can be closed from here; a browser keeps that to itself.
  const close = { id: 'close', name: t('stop.close'), detail: t('stop.closeDetail') };
  return (
    <Question
      open={open}
      onClose={onClose}
      title={t('stop.title')}
      lead={t(`stop.lead_${cancel}`)}
      actions={
        <>
          <ActionButton onPress={onClose}>{t('stop.keep')}</ActionButton>
          {choice === 'close' ? (
            <ActionButton variant="primary" onPress={() => window.close()}>
              {t('stop.closeWindow')}
            </ActionButton>
          ) : (
            <ActionButton variant="primary" onPress={onStop}>
              {t(`stop.confirm_${cancel}`, { number: action.nn })}
            </ActionButton>
          )}
        </>
      }
    >
      {carrier === 'electron' ? (
        <ChoiceList label={t('stop.title')} value={choice} onChange={setChoice} choices={[after, close]} />
      ) : (
        <p className="gw-detail">{after.detail}</p>
      )}
    </Question>
  );
}
