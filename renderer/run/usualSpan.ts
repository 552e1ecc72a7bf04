import type { ServerState } from '../../shared/model/facts';

/** How long a restart of this server usually takes (ms), and whether that comes from its own last starts. */
export interface UsualSpan {
  readonly from: number;
  readonly to: number;
  readonly own: boolean;
}

const minute = 60_000;

/** The band of this server's last restarts; where it tells of none, three to eight minutes as a general figure. Pure. */
export function usualSpan(facts: ServerState): UsualSpan {
  const lengths = facts.boot.recent
    .map(({ downAt, upAt }) => upAt - downAt)
    .filter((length) => length > 0 && length < 60 * minute);
  if (lengths.length === 0) return { from: 3 * minute, to: 8 * minute, own: false };
  const from = Math.max(minute, Math.floor(Math.min(...lengths) / minute) * minute);
  const to = Math.ceil(Math.max(...lengths) / minute) * minute;
  return { from, to: Math.max(to, from + minute), own: true };
}
