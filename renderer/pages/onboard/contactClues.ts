import type { Knowledge } from '../../../shared/assessment';
import { senseEvent } from '../../../shared/knowledge/events';
import type { TargetView } from '../../../shared/session';

/** Kerberos and certificates take no more than five minutes between two clocks. */
const allowedSkewMs = 5 * 60_000;
/** Errors that are shown: the newest ones. */
const shownErrors = 3;

/** One thing that may keep a sensor from its cloud. `good`: not that; `look`: look here; `open`: the facts do not tell. */
export interface Clue {
  readonly id: 'proxy' | 'errors' | 'clock' | 'certificate';
  readonly state: 'good' | 'look' | 'open';
  readonly source: string;
  /** `text` is the key of its words (`look.<id>.<text>` in `onboard.json`), the rest are their values. */
  readonly values: {
    readonly text: string;
    readonly event?: number;
    readonly key?: string;
    readonly date?: number;
    readonly [name: string]: string | number | undefined;
  };
  /** When it happened, by the server's clock; null = only the reading is dated. */
  readonly at: number | null;
}

/** What the facts say of each thing that keeps a sensor from its cloud, in the order in which one looks. Pure. */
export function contactClues(view: TargetView, { situation }: Knowledge): Clue[] {
  const { facts, kit } = situation;
  return [
    proxyClue(facts.proxy),
    ...errorClues(facts.events),
    clockClue(view),
    certificateClue(facts.readAt, kit.onboarding?.details),
  ];
}

function proxyClue({ telemetry, winHttp }: Knowledge['situation']['facts']['proxy']): Clue {
  const clue = { id: 'proxy', source: 'TelemetryProxyServer, netsh winhttp', at: null } as const;
  if (telemetry !== null) return { ...clue, state: 'open', values: { text: 'telemetry', proxy: telemetry } };
  if (winHttp !== null) return { ...clue, state: 'open', values: { text: 'winHttp', proxy: winHttp } };
  return { ...clue, state: 'open', values: { text: 'none' } };
}

function errorClues(events: Knowledge['situation']['facts']['events']): Clue[] {
  const errors = events
    .filter(({ log, level }) => log === 'sense' && level !== 'information')
    .toSorted((a, b) => b.at - a.at)
    .slice(0, shownErrors);
  const clue = { id: 'errors', source: 'Microsoft-Windows-SENSE/Operational' } as const;
  if (errors.length === 0) return [{ ...clue, state: 'open', values: { text: 'none' }, at: null }];
  return errors.map(({ id, at, text }) => {
    const key = senseEvent(id)?.key;
    return {
      ...clue,
      state: 'look',
      values: { text: key === undefined ? 'other' : 'known', event: id, key, raw: text },
      at,
    };
  });
}

function clockClue({ skewMs, target }: TargetView): Clue {
  const clue = { id: 'clock', source: 'Get-Date', at: null } as const;
  // A practice server's clock runs faster on purpose.
  if (skewMs === null || target.kind === 'practice')
    return { ...clue, state: 'open', values: { text: 'unknown' } };
  const seconds = Math.abs(Math.round(skewMs / 1000));
  return Math.abs(skewMs) <= allowedSkewMs
    ? { ...clue, state: 'good', values: { text: 'same', seconds } }
    : { ...clue, state: 'look', values: { text: 'apart', minutes: Math.round(seconds / 60) } };
}

function certificateClue(
  now: number,
  details: NonNullable<Knowledge['situation']['kit']['onboarding']>['details'] | undefined,
): Clue {
  const clue = { id: 'certificate', source: 'OnboardingInfo', at: null } as const;
  const end = details?.kind === 'onboarding' ? details.certificateNotAfter : null;
  if (end === null) return { ...clue, state: 'open', values: { text: 'unknown' } };
  return now <= end
    ? { ...clue, state: 'good', values: { text: 'valid', date: end } }
    : { ...clue, state: 'look', values: { text: 'over', date: end } };
}
