import './bar.css';

/** How far something is, and how to say it. */
export interface BarProps {
  /** What it is that goes on. */
  readonly label: string;
  /** The part that is done, and the whole, in one unit; a whole of 0 shows none done. */
  readonly done: number;
  readonly total: number;
  /** The same in words: for screen readers, and below the bar. */
  readonly words: string;
}

/** A bar that fills as its work goes on, with its words below. */
export function Bar({ label, done, total, words }: BarProps) {
  const share = total === 0 ? 0 : Math.min(100, (done / total) * 100);
  return (
    <>
      <div
        className="gw-bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share)}
        aria-valuetext={words}
      >
        <div className="gw-bar-fill" style={{ width: `${share}%` }} />
      </div>
      <p className="gw-caption gw-numbers">{words}</p>
    </>
  );
}
