import { AddRegular, SubtractRegular } from '@fluentui/react-icons';
import type { LogsDesk } from '../../../../shared/bridge/logs';
import { ActionButton } from '../../../components/actionButton';
import { FindField } from '../../../components/findField';
import { Glyph } from '../../../components/glyph';
import { useTimes } from '../../../frame/useTimes';
import { useTexts } from '../../../useTexts';
import { counted } from '../fileWords';
import { lengthOf } from './stretch';
import type { Timeline } from './useTimeline';
import type { Wish } from './wish';
import '../../../components/pill.css';
import './timeline.css';

/** The desk, the timeline (null: no file has times), what is looked for, and how many lines that finds. */
export interface TimelineToolsProps {
  readonly desk: LogsDesk;
  readonly timeline: Timeline | null;
  readonly wish: Wish;
  readonly onWish: (wish: Wish) => void;
  readonly found: number;
}

/** Search, levels, how much time is shown, and the way to the failing moment. */
export function TimelineTools({ desk, timeline, wish, onWish, found }: TimelineToolsProps) {
  const { t, i18n } = useTexts('logs');
  const times = useTimes();
  const numbers = { all: desk.lines, warning: desk.warnings, error: desk.errors };
  return (
    <div className="gw-logtime-tools">
      <FindField
        label={t('timeline.find')}
        words={wish.words}
        onWords={(words) => onWish({ ...wish, words: words.slice(0, 200) })}
        found={t('timeline.found', counted(i18n.language, found))}
      />
      <div className="gw-pills" role="group" aria-label={t('timeline.levels')}>
        {(['all', 'warning', 'error'] as const).map((level) => (
          <button
            key={level}
            type="button"
            className="gw-pill"
            aria-pressed={wish.level === level}
            onClick={() => onWish({ ...wish, level })}
          >
            {level === 'warning' && <Glyph state="toFix" size={14} />}
            {level === 'error' && <Glyph state="stopped" size={14} />}
            {t(`timeline.${level}`, counted(i18n.language, numbers[level]))}
          </button>
        ))}
      </div>
      {timeline !== null && (
        <div className="gw-logtime-zoom" role="group" aria-label={t('timeline.zoom')}>
          <ActionButton
            variant="quiet"
            iconOnly
            icon={<SubtractRegular aria-hidden />}
            notYet={timeline.isWhole}
            onPress={timeline.zoomOut}
          >
            {t('timeline.zoomOut')}
          </ActionButton>
          <span className="gw-caption gw-numbers">{times.length(lengthOf(timeline.shown))}</span>
          <ActionButton variant="quiet" iconOnly icon={<AddRegular aria-hidden />} onPress={timeline.zoomIn}>
            {t('timeline.zoomIn')}
          </ActionButton>
          {desk.failing?.at != null && (
            <ActionButton onPress={timeline.toFailing}>{t('timeline.failing')}</ActionButton>
          )}
        </div>
      )}
    </div>
  );
}
