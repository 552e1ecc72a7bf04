import './clock.css';

/**
 * A large figure with its caption. `spoken` is the same as a sentence, read on focus and never announced.
 * `scale` places a marker in an expected band; its numbers share one unit, its words are shown at both ends.
 */
export type ClockProps = {
  caption: string;
  figure: string;
  spoken: string;
  large?: boolean;
  scale?: {
    end: number;
    now: number;
    band: { from: number; to: number };
    words: { start: string; band: string; end: string };
  };
};

/** The clock of a wait: how long it lasts, and how long it usually does. */
export function Clock({ caption, figure, spoken, large = false, scale }: ClockProps) {
  const percent = (value: number) => `${Math.min(100, Math.max(0, (value / (scale?.end ?? 1)) * 100))}%`;
  const overdue = scale !== undefined && scale.now > scale.band.to;
  return (
    <div
      className={`gw-clock ${overdue ? 'gw-clock-overdue' : ''}`}
      role="group"
      tabIndex={0}
      aria-label={spoken}
    >
      <div aria-hidden>
        <div className="gw-caption">{caption}</div>
        <div className={`gw-clock-figure ${large ? 'gw-clock-figure-large' : ''}`}>{figure}</div>
        {scale && (
          <>
            <div className="gw-clock-scale">
              <div className="gw-clock-line" />
              <div
                className="gw-clock-band"
                style={{ left: percent(scale.band.from), width: percent(scale.band.to - scale.band.from) }}
              />
              <div className="gw-clock-marker" style={{ left: percent(scale.now) }} />
            </div>
            <div className="gw-clock-ends gw-caption">
              <span>{scale.words.start}</span>
              <span>{scale.words.band}</span>
              <span>{scale.words.end}</span>
            </div>
          </>
        )}
      </div>
    </div>
  );
}
