import { Input } from '@fluentui/react-components';
import { useId, useState, type ReactNode } from 'react';
import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import { Question } from '../../components/question';
import './entry.css';

/** A question that is answered by typing the server's name; case does not matter, pasting is allowed. */
export interface NameQuestionProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly onConfirm: (typed: string) => void;
  readonly children?: ReactNode;
}

/** Asks for the name of the server before something changes on it. Enter in the field starts nothing. */
export function NameQuestion(props: NameQuestionProps) {
  const { t } = useTexts('frame');
  const reason = useId();
  const [typed, setTyped] = useState('');
  const right = typed.trim().toLowerCase() === props.name.toLowerCase();
  return (
    <Question
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      lead={props.lead}
      actions={
        <>
          <ActionButton onPress={props.onClose}>{t('cancel')}</ActionButton>
          <ActionButton
            variant="primary"
            notYet={!right}
            describedBy={reason}
            busy={props.busy ? t('starting') : undefined}
            onPress={() => props.onConfirm(typed.trim())}
          >
            {props.confirm}
          </ActionButton>
        </>
      }
    >
      {props.children}
      <label className="gw-entry">
        <span id={reason}>{t('typeName', { name: props.name })}</span>
        <Input
          value={typed}
          onChange={(_, data) => setTyped(data.value)}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
    </Question>
  );
}
