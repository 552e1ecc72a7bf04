import type { LogLine, LogsDesk } from '../../../../shared/bridge/logs';
import { Glyph } from '../../../components/glyph';
import { visibleText } from '../../../components/visibleText';
import { useTexts } from '../../../useTexts';
import type { DeskTimes } from '../deskTimes';
import { baseName, counted, hasEvents, sourceName } from '../fileWords';
import './table.css';

/** A line (undefined while it is fetched) at its place in the table; `led`: it stands before the marked time. */
export interface LineRowProps {
  readonly line: LogLine | undefined;
  readonly led: boolean;
  readonly index: number;
  readonly desk: LogsDesk;
  readonly times: DeskTimes;
  /** Where it stands below the head; null: in it. */
  readonly top: number | null;
  readonly height: number;
  readonly onShow: (line: LogLine) => void;
  readonly onFocus: (index: number) => void;
}

const glyphs = { warning: 'toFix', error: 'stopped' } as const;

/** One line of the table: when, its level, of which file, what it says, and the button that shows it there. */
export function LineRow({ line, led, index, desk, times, top, height, onShow, onFocus }: LineRowProps) {
  const { t, i18n } = useTexts('logs');
  const place = {
    role: 'row',
    'aria-rowindex': index + 2,
    'data-index': index,
    style: { height, ...(top !== null && { transform: `translateY(${top}px)` }) },
  };
  const file = desk.files.find(({ id }) => id === line?.file);
  if (line === undefined || file === undefined)
    return (
      <div {...place} className="gw-linetable-row">
        <span role="cell" />
      </div>
    );
  const { failing } = desk;
  const isFailing = failing?.file === line.file && failing.line === line.line;
  const { number } = counted(i18n.language, line.line);
  const words = hasEvents(file) ? 'lines.event' : 'lines.line';
  const spoken = hasEvents(file) ? 'lines.showEvent' : 'lines.showLine';
  return (
    <div
      {...place}
      className={`gw-linetable-row ${isFailing ? 'gw-linetable-failing' : ''} ${led ? 'gw-linetable-led' : ''}`}
    >
      <span role="cell" className="gw-linetable-time gw-mono">
        {line.at === null ? t('lines.noTime') : times.precise(line.at)}
        {line.level !== 'information' && (
          <Glyph state={glyphs[line.level]} size={16} label={t(`table.${line.level}`)} />
        )}
      </span>
      <span role="cell" className="gw-linetable-source">
        <span>{sourceName(t, file, desk.files)}</span>
        {isFailing && <span className="gw-hidden">, {t('table.failing')}</span>}
        {led && <span className="gw-hidden">, {t('table.led')}</span>}
      </span>
      <span role="cell" className="gw-linetable-text gw-mono" lang="en">
        {line.event === null ? '' : `${line.event} `}
        {visibleText(line.text)}
      </span>
      <span role="cell" className="gw-linetable-where">
        <button
          type="button"
          tabIndex={-1}
          aria-label={t(spoken, { number, name: baseName(file.name) })}
          onFocus={() => onFocus(index)}
          onClick={() => onShow(line)}
        >
          {t(words, { number })}
        </button>
      </span>
    </div>
  );
}
