import { ChevronDownRegular, ChevronUpRegular, SearchRegular } from '@fluentui/react-icons';
import type { KeyboardEvent, Ref } from 'react';
import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { LogTools, type LogToolsProps } from './logTools';
import type { OutputWish } from '../../../shared/bridge/output';
import type { OutputCounts } from './outputRing';
import '../../components/field.css';
import '../../components/pill.css';
import './log.css';

/**
 * What the bar shows and what its parts do; `found` says how many lines match, `onWalk` goes to the next or the previous
 * of them.
 */
export type LogBarProps = LogToolsProps & {
  wish: OutputWish;
  onWish: (wish: OutputWish) => void;
  counts: OutputCounts;
  found: string;
  onWalk?: (step: 1 | -1) => void;
  onLeaveSearch: () => void;
  searchRef: Ref<HTMLInputElement>;
};

/** Search, levels with their counts, and the tools of the log. */
export function LogBar({ searchRef, ...props }: LogBarProps) {
  const { wish, onWish, counts } = props;
  const { t, i18n } = useTexts('components');
  const number = new Intl.NumberFormat(i18n.language);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') props.onLeaveSearch();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (wish.words === '') props.onLeaveSearch();
    else onWish({ ...wish, words: '' });
  };

  return (
    <div className="gw-log-bar">
      <div className="gw-field gw-log-search">
        <SearchRegular aria-hidden />
        <input
          ref={searchRef}
          value={wish.words}
          placeholder={t('log.search')}
          aria-label={t('log.search')}
          aria-keyshortcuts="Control+F"
          spellCheck={false}
          maxLength={200}
          onChange={(event) => onWish({ ...wish, words: event.target.value })}
          onKeyDown={onKeyDown}
        />
        {wish.words === '' ? (
          <kbd className="gw-kbd" aria-hidden>
            {t('log.searchKeys')}
          </kbd>
        ) : (
          <span className="gw-field-found">{props.found}</span>
        )}
      </div>
      {wish.words.trim() !== '' && props.onWalk && (
        <div className="gw-log-walk">
          {([-1, 1] as const).map((step) => (
            <ActionButton
              key={step}
              variant="quiet"
              iconOnly
              icon={step < 0 ? <ChevronUpRegular aria-hidden /> : <ChevronDownRegular aria-hidden />}
              keys={step < 0 ? 'Shift+F3' : 'F3'}
              onPress={() => props.onWalk?.(step)}
            >
              {t(step < 0 ? 'log.previous' : 'log.next')}
            </ActionButton>
          ))}
        </div>
      )}
      <div className="gw-pills" role="group" aria-label={t('log.levels')}>
        {(['all', 'warn', 'error'] as const).map((level) => (
          <button
            key={level}
            type="button"
            className="gw-pill"
            aria-pressed={wish.level === level}
            onClick={() => onWish({ ...wish, level })}
          >
            {level === 'warn' && counts.warn > 0 && <Glyph state="toFix" size={14} />}
            {level === 'error' && counts.error > 0 && <Glyph state="stopped" size={14} />}
            {t(`log.pill.${level}`, { number: number.format(counts[level]) })}
          </button>
        ))}
      </div>
      <LogTools {...props} />
    </div>
  );
}
