import { Fragment } from 'react';
import './track.css';

/** One tick of a track. */
export type TrackTick = 'done' | 'notNeeded' | 'running' | 'current' | 'stopped' | 'ahead';

/** The ten steps of a server as ticks, the words below, and the sentence a screen reader gets. */
export type TrackProps = { ticks: readonly TrackTick[]; caption: string; label: string };

/** How many of the ten steps only read; the divider stands after them. */
const reading = 6;

/** Where a server stands: one tick per step, the line where changes begin after the sixth. */
export function Track({ ticks, caption, label }: TrackProps) {
  return (
    <div className="gw-track" role="img" aria-label={label}>
      <span className="gw-track-ticks">
        {ticks.map((tick, index) => (
          <Fragment key={index}>
            {index === reading && <span className="gw-track-divider" />}
            <span className={`gw-tick gw-tick-${tick}`} />
          </Fragment>
        ))}
      </span>
      <span className="gw-caption">{caption}</span>
    </div>
  );
}
