import type { LogsDesk } from '../../../shared/bridge/logs';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { NextStep } from '../../components/nextStep';
import { useTexts } from '../../useTexts';
import { counted, isRead } from './fileWords';
import { WhatHelps } from './whatHelps';
import './logs.css';

/** The desk, whether causes were set aside, and the way to the timeline. */
export interface NoCauseProps {
  readonly desk: LogsDesk;
  readonly setAside: boolean;
  readonly onTimeline: () => void;
}

/** The answer of files that name no cause: what was read, that this proves nothing, and what to add. */
export function NoCause({ desk, setAside, onTimeline }: NoCauseProps) {
  const { t, i18n } = useTexts('logs');
  const isAnyRead = desk.files.some(isRead);
  const answer = setAside
    ? 'aside'
    : isAnyRead
      ? 'plain'
      : desk.files.some(({ share }) => share === 'unknown')
        ? 'unknown'
        : 'refused';
  const title = answer === 'plain' ? t('nothing.title') : t(`nothing.${answer}Title`);
  const numbers = {
    lines: t('lines', counted(i18n.language, desk.lines)),
    errors: t('errors', counted(i18n.language, desk.errors)),
    warnings: t('warnings', counted(i18n.language, desk.warnings)),
  };
  return (
    <>
      <div className="gw-logs-cause">
        <Glyph state="notProvable" />
        <div>
          <h2>{title}</h2>
          <p className="gw-logs-why">
            {answer === 'plain' ? t('nothing.why', numbers) : t(`nothing.${answer}Why`)}
          </p>
        </div>
      </div>
      <NextStep
        step={t('nothing.step')}
        cost={t('nothing.stepCost')}
        ways={
          isAnyRead && (
            <ActionButton variant="link" onPress={onTimeline}>
              {t('nothing.timeline')}
            </ActionButton>
          )
        }
      />
      <WhatHelps />
    </>
  );
}
