import type {
  LogFile,
  LogForm,
  LogKind,
  LogRefusal,
  LogsAsked,
  LogsDesk,
  LogsWish,
} from '../../../shared/bridge/logs';
import type { z } from 'zod';
import { limits } from '../limits';
import type { Body } from './body';
import { type Diagnosed, diagnose, type Judged } from './diagnose';
import type { Found, Given } from './found';
import { gather, sizeOf } from './gather';
import { inOrder, lanesOf, linesAt, placesOf, textOf } from './query';
import { readLog } from './readLog';
import { type Signs, signsOf } from './signsOf';
import { spansOf } from './spans';

/** A file on the desk, with what was read of it. */
interface Held {
  readonly name: string;
  readonly inside: string | null;
  readonly size: number;
  readonly kind: LogKind;
  readonly form: LogForm;
  readonly read: { readonly body: Body; readonly signs: Signs } | null;
  readonly computer: string | null;
  readonly said: boolean;
  readonly offsetMinutes: number | null;
  readonly refusal: LogRefusal | null;
  readonly cut: boolean;
  /** Counted once: how many lines there are of each level. */
  readonly counts: readonly [number, number, number];
  readonly ends: { readonly from: number; readonly to: number } | null;
}

type OnDesk = Judged & { readonly kind: LogKind };
type InputOf<N extends keyof LogsAsked> = z.output<LogsAsked[N]['input']>;
type ReplyOf<N extends keyof LogsAsked> = z.output<LogsAsked[N]['reply']>;

/** Logs on a desk: read once, looked at in many ways, forgotten when it is closed. Nothing of them is written anywhere. */
export interface Desk {
  /** Reads what was given, beside what lies there. Throws nothing: what cannot be read is a refused file. */
  add(given: readonly Given[], clock?: GivenClock): Promise<void>;
  /** A person says the zone of a log that does not tell it. */
  setClock(file: number, offsetMinutes: number): void;
  clear(): void;
  ask: { readonly [N in keyof LogsAsked]: (input: InputOf<N>) => ReplyOf<N> };
  view(): LogsDesk;
}

/** Whose clock the logs of one server have, where it was asked. */
export interface GivenClock {
  readonly offsetMinutes: number;
  readonly computer: string;
}

export interface DeskOptions {
  /** Told while files are read, and after each change. */
  readonly tell: (view: LogsDesk) => void;
  /** This computer's clock minus UTC at a moment, in minutes. */
  readonly offsetAt: (moment: number) => number;
  readonly now: () => number;
}

/** Opens an empty desk. */
export function createDesk({ tell, offsetAt, now }: DeskOptions): Desk {
  let held: Held[] = [];
  let zone: LogsDesk['zone'] | null = null;
  let progress: { done: number; total: number } | null = null;
  let known: { laid: readonly OnDesk[]; diagnosed: Diagnosed } | null = null;
  let ordered: ReturnType<typeof inOrder> | null = null;
  let asked: { key: string; places: Uint32Array } | null = null;
  let told = 0;
  let adding = 0;

  const zoneNow = (): LogsDesk['zone'] => zone ?? { offsetMinutes: offsetAt(now()), of: null };
  const shiftOf = (file: Held): number => (file.offsetMinutes ?? zoneNow().offsetMinutes) * 60_000;
  const work = () => {
    if (known !== null) return known;
    const laid = held.flatMap((file, place) =>
      file.read === null || file.kind === 'unknown'
        ? []
        : [{ place, ...file.read, kind: file.kind, shiftMs: shiftOf(file) }],
    );
    known = { laid, diagnosed: diagnose(laid) };
    return known;
  };
  const all = () => (ordered ??= inOrder(work().laid));
  const changed = (): void => {
    known = null;
    ordered = null;
    asked = null;
  };
  const places = (wish: LogsWish): Uint32Array => {
    const key = JSON.stringify([wish.from, wish.to, wish.files, wish.levels, wish.words]);
    if (asked?.key !== key) asked = { key, places: placesOf(all(), wish) };
    return asked.places;
  };
  const view = (): LogsDesk => viewOf({ held, shiftOf, progress, zone: zoneNow(), ...work() });
  const tellSoon = (): void => {
    if (now() - told < limits.tellEveryMs) return;
    told = now();
    tell(view());
  };

  /** Bytes that the desk still takes; none where so much lies on it that another file would be slow to look at. */
  const left = (): number => {
    const lines = held.reduce((sum, { counts: [a, b, c] }) => sum + a + b + c, 0);
    const bytes = held.reduce((sum, { read, size }) => sum + (read === null ? 0 : size), 0);
    return lines > limits.deskLines ? 0 : limits.deskBytes - bytes;
  };
  const lay = (file: Held): void => {
    held = [...held, file];
    const tellsZone = file.said && file.kind !== 'events' && file.kind !== 'journal';
    if (zone === null && tellsZone && file.offsetMinutes !== null)
      zone = { offsetMinutes: file.offsetMinutes, of: file.computer };
    const done = (progress?.done ?? 0) + file.size;
    progress = { done, total: Math.max(progress?.total ?? 0, done) };
    changed();
    tellSoon();
  };

  return {
    view,
    async add(given, clock) {
      adding += 1;
      if (clock !== undefined) zone = { offsetMinutes: clock.offsetMinutes, of: clock.computer };
      const size = (await Promise.all(given.map(sizeOf))).reduce((sum, bytes) => sum + bytes, 0);
      progress = { done: progress?.done ?? 0, total: (progress?.total ?? 0) + size };
      tell(view());
      for (const one of given)
        for await (const found of gather(one, { left, offsetAt })) {
          if (held.length >= limits.files) break;
          const isLast = held.length === limits.files - 1;
          // One is told for all those that come behind it.
          lay(heldOf(isLast ? { ...found, refusal: 'tooMany', size: 0 } : found, clock));
          if (isLast) break;
        }
      adding -= 1;
      if (adding === 0) progress = null;
      tell(view());
    },
    setClock(file, offsetMinutes) {
      held = held.map((one, place) => (place === file && !one.said ? { ...one, offsetMinutes } : one));
      changed();
      tell(view());
    },
    clear() {
      held = [];
      zone = null;
      progress = null;
      changed();
      tell(view());
    },
    ask: {
      getLogLines: ({ offset, limit, ...wish }) => {
        const found = places(wish);
        return { lines: linesAt(all(), found.subarray(offset, offset + limit)), total: found.length };
      },
      getLogLanes: ({ buckets, ...wish }) => ({ lanes: lanesOf(all(), places(wish), { ...wish, buckets }) }),
      getLogText: (asked) => textOf(held[asked.file]?.read?.body ?? null, asked),
    },
  };
}

/** Reads what was found. */
function heldOf(found: Found, clock: GivenClock | undefined): Held {
  const { name, inside } = found;
  const refused = (refusal: LogRefusal, size: number): Held => ({
    name,
    inside,
    size,
    kind: 'unknown',
    form: 'binary',
    read: null,
    computer: null,
    said: false,
    offsetMinutes: null,
    refusal,
    cut: false,
    counts: [0, 0, 0],
    ends: null,
  });
  if ('refusal' in found) return refused(found.refusal, found.size);
  const size = found.bytes.length;
  const read = readLog(found.bytes, found.modified);
  if (typeof read === 'string') return refused(read, size);
  const { kind, form, body, computer, offsetMinutes } = read;
  const counts: [number, number, number] = [0, 0, 0];
  for (const severity of body.severity) counts[severity === 2 ? 2 : severity === 1 ? 1 : 0] += 1;
  return {
    name,
    inside,
    size,
    kind,
    form,
    read: { body, signs: signsOf(kind, body) },
    computer: computer ?? clock?.computer ?? null,
    said: offsetMinutes !== null || clock !== undefined,
    offsetMinutes: offsetMinutes ?? clock?.offsetMinutes ?? null,
    refusal: null,
    cut: found.cut || body.count >= limits.lines,
    counts,
    ends: endsOf(body),
  };
}

function endsOf({ at }: Body): Held['ends'] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const moment of at) {
    if (moment < from) from = moment;
    if (moment > to) to = moment;
  }
  return from <= to ? { from, to } : null;
}

interface Shown {
  readonly held: readonly Held[];
  readonly laid: readonly OnDesk[];
  readonly diagnosed: Diagnosed;
  readonly progress: { done: number; total: number } | null;
  readonly zone: LogsDesk['zone'];
  readonly shiftOf: (file: Held) => number;
}

/** The desk as pages see it. */
function viewOf({ held, laid, diagnosed, progress, zone, shiftOf }: Shown): LogsDesk {
  const files = held.map((file, id): LogFile => {
    const [information, warnings, errors] = file.counts;
    const moment = (at: number | undefined): number | null =>
      at === undefined ? null : Math.max(0, Math.round(at - shiftOf(file)));
    return {
      id,
      name: file.name,
      inside: file.inside,
      bytes: file.size,
      kind: file.kind,
      form: file.form,
      lines: information + warnings + errors,
      warnings,
      errors,
      computer: file.computer,
      clock: { offsetMinutes: file.offsetMinutes, said: file.said },
      from: moment(file.ends?.from),
      to: moment(file.ends?.to),
      share:
        file.refusal !== null
          ? 'refused'
          : file.kind === 'unknown'
            ? 'unknown'
            : (diagnosed.shares.get(id) ?? 'nothing'),
      refusal: file.refusal,
      cut: file.cut,
    };
  });
  const counted = files.filter(({ share }) => share !== 'refused' && share !== 'unknown');
  const sum = (of: (file: LogFile) => number): number => counted.reduce((all, file) => all + of(file), 0);
  const bytes = files.reduce((all, file) => all + file.bytes, 0);
  return {
    state: progress !== null ? 'reading' : held.length === 0 ? 'empty' : 'read',
    done: progress?.done ?? bytes,
    total: progress?.total ?? bytes,
    files,
    findings: [...diagnosed.findings],
    spans: spansOf(laid),
    failing: diagnosed.failing,
    zone,
    lines: sum((file) => file.lines),
    warnings: sum((file) => file.warnings),
    errors: sum((file) => file.errors),
  };
}
