import type { LogKind } from '../../../shared/bridge/logs';
import type { Sign, Signature } from '../../../shared/logs/signature';
import { signatures } from '../../../shared/logs/signatures/index';
import type { Body } from './body';
import type { Text } from './form';
import { type MsiFailure, msiFailure } from './kinds/msiFailure';
import { endedSo, type OwnAction, ownActions } from './kinds/ownActions';

/** A signature that was found in a log, with the lines that show it; the newest are kept. */
export interface Seen {
  readonly signature: Signature;
  readonly lines: readonly number[];
  readonly values: Readonly<Record<string, string>>;
}

/** What one log gives away by itself. */
export interface Signs {
  readonly seen: readonly Seen[];
  readonly failure: MsiFailure | null;
}

/** Lines of one signature in one log that are kept. */
const kept = 12;
/** Where a log has more lines than this, only its warnings and errors are compared. */
const wholeLines = 200_000;
/** Lines in which a companion is looked for, and events of one signature whose values are compared. */
const besideLines = 5000;
const mostTries = 2000;

/** Compares a log with every signature of its kind. */
export function signsOf(kind: LogKind, body: Body, text: Text | null): Signs {
  const failure = kind === 'msi' ? msiFailure(body) : null;
  const own = signatures.filter(({ kinds }) => kinds.includes(kind));
  const found = new Map<Signature, Seen>();
  const add: Add = (signature, line, values) => {
    const before = found.get(signature);
    found.set(signature, {
      signature,
      lines: [...(before?.lines ?? []), line].slice(-kept),
      values: { ...before?.values, ...values },
    });
  };
  compareLines(own, body, failure, add);
  if (body.events !== null) compareEvents(own, body, body.events, add);
  if (failure !== null)
    for (const signature of own)
      if (isEndOf(signature.sign, failure))
        add(signature, failure.line, failure.code === null ? {} : { code: String(failure.code) });
  if (text !== null) compareActions(own, ownActions(kind, text), add);
  return { seen: [...found.values()], failure };
}

function isEndOf(sign: Sign, { code, cause }: MsiFailure): boolean {
  if (sign.on === 'silent') return cause.kind === 'silent';
  return sign.on === 'ended' && (sign.codes.length === 0 || (code !== null && sign.codes.includes(code)));
}

type Add = (signature: Signature, line: number, values: Seen['values']) => void;
type Events = NonNullable<Body['events']>;
type Of<On extends Sign['on']> = Extract<Sign, { on: On }>;
const withSign = <On extends Sign['on']>(
  own: readonly Signature[],
  on: On,
): (readonly [Signature, Of<On>])[] =>
  own.flatMap((signature) => (isOn(signature.sign, on) ? [[signature, signature.sign] as const] : []));
const isOn = <On extends Sign['on']>(sign: Sign, on: On): sign is Of<On> => sign.on === on;

function compareActions(own: readonly Signature[], ended: readonly OwnAction[], add: Add): void {
  for (const [signature, sign] of withSign(own, 'action'))
    for (const action of ended)
      if (endedSo(sign, action))
        add(signature, action.line, action.native === null ? {} : { code: String(action.native >>> 0) });
}

function compareLines(own: readonly Signature[], body: Body, failure: MsiFailure | null, add: Add): void {
  const pairs = withSign(own, 'line').filter(
    ([, { beside }]) => beside === undefined || hasLine(body, beside),
  );
  if (pairs.length === 0) return;
  const told = new Set(failure?.said);
  const onlyTold = pairs.every(([, { where }]) => where === 'failure');
  const all = body.count <= wholeLines && !onlyTold;
  for (let line = 0; line < body.count; line += 1) {
    if (!all && !told.has(line) && (onlyTold || body.severity[line] === 0)) continue;
    const text = body.text(line);
    for (const [signature, { pattern, where }] of pairs) {
      const match = where === 'failure' && !told.has(line) ? null : pattern.exec(text);
      if (match !== null) add(signature, line, valuesOf(match));
    }
  }
}

/** Whether one of the first lines fits. */
function hasLine(body: Body, pattern: RegExp): boolean {
  for (let line = 0; line < Math.min(body.count, besideLines); line += 1)
    if (pattern.test(body.text(line))) return true;
  return false;
}

/** Compares from the newest event back, because the newest ones tell how it stands. */
function compareEvents(own: readonly Signature[], body: Body, events: Events, add: Add): void {
  const found = new Map<Signature, { line: number; values: Seen['values'] }[]>();
  const tries = new Map<Signature, number>();
  const pairs = withSign(own, 'event');
  const byId = new Map<number, typeof pairs>();
  for (const pair of pairs) for (const id of pair[1].ids) byId.set(id, [...(byId.get(id) ?? []), pair]);
  const healed = new Map<Signature, number>();
  const healedAt = (signature: Signature, sign: Of<'event'>): number => {
    const at = healed.get(signature) ?? lastOf(sign, body, events);
    healed.set(signature, at);
    return at;
  };
  const isNewestFirst = (body.at[0] ?? 0) > (body.at[body.count - 1] ?? 0);
  for (let step = 0; step < body.count; step += 1) {
    const line = isNewestFirst ? step : body.count - 1 - step;
    for (const [signature, sign] of byId.get(events.id[line] ?? 0) ?? []) {
      const before = found.get(signature) ?? [];
      const tried = tries.get(signature) ?? 0;
      if (before.length === kept || tried > mostTries || !isFrom(sign.provider, events, line)) continue;
      if (
        (sign.errorsOnly === true && body.severity[line] !== 2) ||
        healedAt(signature, sign) > (body.at[line] ?? 0)
      )
        continue;
      tries.set(signature, tried + 1);
      const match = sign.data === undefined ? null : sign.data.exec(wordsOf(body, line));
      if (sign.data === undefined || match !== null)
        found.set(signature, [...before, { line, values: match === null ? {} : valuesOf(match) }]);
    }
  }
  for (const [signature, lines] of found)
    for (const { line, values } of [...lines].reverse())
      add(signature, line, { event: String(events.id[line] ?? 0), ...values });
}

const isFrom = (provider: RegExp, events: Events, line: number): boolean =>
  provider.test(events.providers[events.provider[line] ?? 0] ?? '');

/** The newest event by which something healed; 0: there is none. */
function lastOf({ heals, provider }: Of<'event'>, body: Body, events: Events): number {
  let last = 0;
  if (heals === undefined) return last;
  for (let line = 0; line < body.count; line += 1) {
    const at = body.at[line] ?? 0;
    if (at > last && heals.includes(events.id[line] ?? 0) && isFrom(provider, events, line)) last = at;
  }
  return last;
}

/** The values of an event, or its sentence where the export has none. */
function wordsOf(body: Body, line: number): string {
  const data = body.data(line);
  return data.length === 0 ? body.text(line) : data.map(({ value }) => value).join(' ');
}

const valuesOf = (match: RegExpExecArray): Record<string, string> =>
  Object.fromEntries(
    Object.entries<string | undefined>(match.groups ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value.slice(0, 300)]],
    ),
  );
