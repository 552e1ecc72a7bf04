import type { Between } from '../../../shared/locales/keys';
import type { Knowledge } from '../../../shared/steps/assessment';
import { senseEvent, type EventEntry } from '../../../shared/knowledge/events';
import { joining, type JoiningDetails } from '../../../shared/plan/situation';
import { sensorProxy } from '../../../shared/model/sensorProxy';
import type { TargetView } from '../../../shared/bridge/session';

/** Kerberos and certificates take no more than five minutes between two clocks. */
const allowedSkewMs = 5 * 60_000;
/** Errors that are shown: the newest ones. */
const shownErrors = 3;
/** Characters of what an event says of a call, which names its address and ends with the code of the failure. */
const shownCall = 240;
/** Events of calls to the cloud: all failed, or some of them (rows of the provider Microsoft-Windows-SENSE). */
const calls: readonly number[] = [5, 67];
/** The script of a package of the Group Policy method, as Microsoft names it (configure-endpoints-gp, 2026-11-29). */
const usualScript = 'WindowsDefenderATPOnboardingScript.cmd';
const usualFile = 'WindowsDefenderATP.onboarding';

/** One thing that may keep a sensor from its cloud. `good`: not that; `look`: look here; `open`: the facts do not tell. */
export interface Clue {
  readonly id: 'proxy' | 'errors' | 'clock' | 'certificate';
  readonly state: 'good' | 'look' | 'open';
  readonly source: string;
  /** The key of its words, in `onboard.json` under `look`, and their values. */
  readonly says: Between<'onboard:look.'>;
  readonly values: {
    readonly event?: number;
    readonly key?: EventEntry['key'];
    readonly date?: number;
    readonly [name: string]: string | number | undefined;
  };
  /** When it happened, by the server's clock; null = only the reading is dated. */
  readonly at: number | null;
}

/** What the facts say of each thing that keeps a sensor from its cloud, in the order in which one looks. Pure. */
export function contactClues(view: TargetView, { situation }: Knowledge): Clue[] {
  const { facts } = situation;
  return [
    proxyClue(facts),
    ...errorClues(facts.events),
    clockClue(view),
    certificateClue(facts.readAt, joining(situation)),
  ];
}

function proxyClue(facts: Knowledge['situation']['facts']): Clue {
  const clue = {
    id: 'proxy',
    state: 'open',
    source: 'TelemetryProxyServer, netsh winhttp',
    at: null,
  } as const;
  const found = sensorProxy(facts);
  return typeof found === 'string'
    ? { ...clue, says: `proxy.${found}`, values: {} }
    : { ...clue, says: `proxy.${found.of}`, values: { proxy: found.proxy } };
}

function errorClues(events: Knowledge['situation']['facts']['events']): Clue[] {
  const errors = events
    .filter(({ log, level }) => log === 'sense' && level !== 'information')
    .toSorted((a, b) => b.at - a.at)
    .slice(0, shownErrors);
  const clue = { id: 'errors', source: 'Microsoft-Windows-SENSE/Operational' } as const;
  if (errors.length === 0) return [{ ...clue, state: 'open', says: 'errors.none', values: {}, at: null }];
  return errors.map(({ id, at, text }) => {
    const key = senseEvent(id)?.key;
    return {
      ...clue,
      state: 'look',
      says: key === undefined ? 'errors.other' : calls.includes(id) ? 'errors.call' : 'errors.known',
      values: {
        event: id,
        key,
        raw: text.slice(0, shownCall),
      },
      at,
    };
  });
}

function clockClue({ skewMs }: TargetView): Clue {
  const clue = { id: 'clock', source: 'Get-Date', at: null } as const;
  if (skewMs === null) return { ...clue, state: 'open', says: 'clock.unknown', values: {} };
  const seconds = Math.abs(Math.round(skewMs / 1000));
  return Math.abs(skewMs) <= allowedSkewMs
    ? { ...clue, state: 'good', says: 'clock.same', values: { seconds } }
    : { ...clue, state: 'look', says: 'clock.apart', values: { minutes: Math.round(seconds / 60) } };
}

function certificateClue(now: number, details: JoiningDetails | null): Clue {
  const source =
    details === null ? usualScript : details.kind === 'onboarding' ? details.scriptName : usualFile;
  const clue = { id: 'certificate', source, at: null } as const;
  if (details === null) return { ...clue, state: 'open', says: 'certificate.noPackage', values: {} };
  const end = details.certificateNotAfter;
  if (end === null) return { ...clue, state: 'open', says: 'certificate.unknown', values: {} };
  return now <= end
    ? { ...clue, state: 'good', says: 'certificate.valid', values: { date: end } }
    : { ...clue, state: 'look', says: 'certificate.over', values: { date: end } };
}
