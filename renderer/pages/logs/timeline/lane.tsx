import { memo } from 'react';
import type { LogFile, LogSpan } from '../../../../shared/bridge/logs';
import { barsOf, labelled } from './bars';
import { crossPath, errorPath, marksOf, noMarks, warningPath, type LaneCounts } from './marks';
import type { Stretch } from './stretch';
import './timeline.css';

/** The height of a lane, and its middle. */
const height = 32;
const middle = height / 2;

/** A file, its spans, what was counted in it over which stretch, and what is shown how wide. `ticks`: draw single lines although there are spans. */
export interface LaneProps {
  readonly file: LogFile;
  readonly spans: readonly LogSpan[];
  readonly counts: LaneCounts | undefined;
  readonly counted: Stretch | undefined;
  readonly shown: Stretch;
  readonly width: number;
  readonly ticks: boolean;
  /** What stands in a lane that has no times, or is not known. */
  readonly without: string | null;
}

/**
 * One lane: bars for spans, ticks for lines, glyphs for warnings and errors. All ticks are one path and the glyphs three, so that a turn of the wheel
 * costs a few strings, however many lines the file has. For the eye alone: the list of lanes and the table say the same in words.
 */
export const Lane = memo(function Lane(props: LaneProps) {
  const { spans, counts, counted, shown, width, ticks, without } = props;
  if (without !== null)
    return (
      <div className="gw-loglane-track">
        <span className="gw-loglane-without">{without}</span>
      </div>
    );
  const bars = barsOf(spans, shown, width);
  const marks =
    counts === undefined || counted === undefined ? noMarks : marksOf(counts, counted, shown, width, middle);
  return (
    <div className="gw-loglane-track" aria-hidden data-drawn={marks.drawn + bars.length}>
      {bars.map(({ key, label, left, width: wide, inner }) => (
        <span
          key={key}
          className={`gw-loglane-bar ${inner ? 'gw-loglane-bar-inner' : ''} ${ticks ? 'gw-loglane-bar-faint' : ''}`}
          style={{ left, width: wide }}
          title={label}
          lang="en"
        >
          {wide >= labelled && label}
        </span>
      ))}
      <svg className="gw-loglane-marks" width={width} height={height}>
        {(ticks || bars.length === 0) && <path className="gw-loglane-ticks" d={marks.ticks} />}
        <path className="gw-loglane-warnings" d={warningPath(marks.warnings, middle)} />
        <path className="gw-loglane-errors" d={errorPath(marks.errors, middle)} />
        <path className="gw-loglane-crosses" d={crossPath(marks.errors, middle)} />
      </svg>
    </div>
  );
});
