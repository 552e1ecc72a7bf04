import type { CSSProperties, Ref } from 'react';
import { timeOfDay } from './lineText';
import type { OutputRow } from './outputRow';
import { visibleText } from '../../components/visibleText';
import './log.css';

/** A row at its place in the list; `words` are marked, `set` is how many rows there are, `level` the word for its level, `here` marks the hit stood on. */
export type LogRowProps = {
  row: OutputRow;
  index: number;
  set: number;
  words: string;
  level: string;
  here: boolean;
  style: CSSProperties;
  ref?: Ref<HTMLDivElement>;
};

/** One line of output: time, who spoke (or the word of its level), text. A piece of a long line has text only. */
export function LogRow({ row, index, set, words, level, here, style, ref }: LogRowProps) {
  const isStart = (row.part ?? 0) === 0;
  return (
    <div
      ref={ref}
      data-index={index}
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={set}
      aria-current={here || undefined}
      className={`gw-log-row gw-log-${row.level}`}
      style={style}
    >
      <span className="gw-log-time">{isStart && timeOfDay(row.at)}</span>
      <span className="gw-log-source" title={row.source}>
        {isStart && (row.level === 'info' ? row.source : level)}
      </span>
      <span className="gw-log-text" lang="en">
        {marked(visibleText(row.text), words)}
      </span>
    </div>
  );
}

function marked(text: string, words: string) {
  const wanted = words.trim().toLowerCase();
  const lower = text.toLowerCase();
  // Some letters change their length in lower case; then the places would be wrong.
  if (wanted === '' || lower.length !== text.length) return text;
  const parts = [];
  let from = 0;
  for (let hit = lower.indexOf(wanted); hit >= 0; hit = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, hit), <mark key={hit}>{text.slice(hit, hit + wanted.length)}</mark>);
    from = hit + wanted.length;
  }
  return parts.length === 0 ? text : [...parts, text.slice(from)];
}
