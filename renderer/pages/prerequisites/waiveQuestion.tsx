import { Textarea } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTexts } from '../../useTexts';
import { type JudgedCheck, checkTitle } from '../../../shared/plan/checkStates';
import type { Failure } from '../../../shared/errors';
import { ActionButton } from '../../components/actionButton';
import { Question } from '../../components/question';
import { FailureNote } from '../../frame/failureNote';
import '../../frame/asking/entry.css';

/** The check that is to be waived, on which server. */
export interface WaiveQuestionProps {
  readonly check: JudgedCheck;
  readonly server: string;
  readonly failure: Failure | null;
  readonly onClose: () => void;
  readonly onWaive: (reason: string) => void;
}

/** The shortest reason that main accepts. */
const shortest = 3;

/** Asks for the written reason that a waiver needs; it goes into the report. */
export function WaiveQuestion({ check, server, failure, onClose, onWaive }: WaiveQuestionProps) {
  const { t } = useTexts('prerequisites');
  const [reason, setReason] = useState('');
  const hint = useId();
  const text = reason.trim();
  return (
    <Question
      open
      onClose={onClose}
      title={t('waiveTitle', { check: checkTitle(t, check) })}
      lead={t('waiveLead', { server, why: t(`checks:${check.id}.why`) })}
      actions={
        <>
          <ActionButton onPress={onClose}>{t('frame:cancel')}</ActionButton>
          <ActionButton
            variant="primary"
            notYet={text.length < shortest}
            describedBy={hint}
            onPress={() => onWaive(text)}
          >
            {t('waiveConfirm')}
          </ActionButton>
        </>
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      <label className="gw-entry">
        <span>{t('reason')}</span>
        <Textarea
          value={reason}
          maxLength={500}
          rows={3}
          aria-describedby={hint}
          onChange={(_, data) => setReason(data.value)}
        />
      </label>
      <p className="gw-caption" id={hint}>
        {t('reasonHint')}
      </p>
    </Question>
  );
}
