import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useId } from 'react';
import { useTexts } from '../useTexts';
import { ActionButton } from './actionButton';
import { Glyph } from './glyph';
import './factsClock.css';

/** When the facts were read, in words; `stale` when they are older than five minutes. */
export type FactsClockProps = {
  sentence: string;
  stale?: boolean;
  onRead: () => void;
  reading?: boolean;
  /** Why they cannot be read now. */
  notYet?: string;
};

/** The foot of the rail: how old the facts are, and the button that reads them again. */
export function FactsClock({ sentence, stale = false, onRead, reading = false, notYet }: FactsClockProps) {
  const { t } = useTexts('components');
  const id = useId();
  return (
    <>
      <span className="gw-facts-age gw-numbers">
        {stale && <Glyph state="waiting" size={14} />}
        {sentence}
      </span>
      <ActionButton
        variant="quiet"
        size="small"
        iconOnly
        icon={reading ? <Glyph state="running" size={16} /> : <ArrowClockwiseRegular aria-hidden />}
        onPress={onRead}
        notYet={notYet !== undefined}
        describedBy={notYet === undefined ? undefined : id}
        hint={notYet}
        keys="F5"
      >
        {reading ? t('facts.reading') : t('facts.read')}
      </ActionButton>
      <span hidden id={id}>
        {notYet}
      </span>
    </>
  );
}
