import type { LogFile, LogKind, LogsAsked, LogsDesk, LogsWish } from '../../../shared/bridge/logs';
import type { z } from 'zod';
import { limits } from '../limits';
import { type Diagnosed, diagnose, type Judged } from './diagnose';
import { forSupport, type SupportFile, type SupportWish } from './forSupport';
import type { Given, GivenClock } from './found';
import { gather, sizeOf } from './gather';
import { type Held, heldOf } from './held';
import { inOrder, lanesOf, linesAt, placesOf, textOf } from './query';
import { spansOf } from './spans';

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
  /** What lies here as the files of a bundle for support. */
  forSupport(wish: SupportWish): readonly SupportFile[];
  ask: { readonly [N in keyof LogsAsked]: (input: InputOf<N>) => ReplyOf<N> };
  view(): LogsDesk;
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
    forSupport: (wish) => forSupport(view(), held, wish),
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
