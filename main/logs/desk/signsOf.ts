import type { LogKind } from '../../../shared/model/logs';
import type { Sign, Signature } from '../../../shared/logs/signature';
import { signatures } from '../../../shared/logs/signatures/index';
import type { Body } from './body';
import { type MsiFailure, msiFailure } from './kinds/msiFailure';

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

/** Compares a log with every signature of its kind. */
export function signsOf(kind: LogKind, body: Body): Signs {
  const failure = kind === 'msi' ? msiFailure(body) : null;
  const own = signatures.filter(({ kinds }) => kinds.includes(kind));
  const found = new Map<Signature, Seen>();
  const add = (signature: Signature, line: number, values: Seen['values']): void => {
    const before = found.get(signature);
    found.set(signature, {
      signature,
      lines: [...(before?.lines ?? []), line].slice(-kept),
      values: { ...before?.values, ...values },
    });
  };
  compareLines(own, body, failure, add);
  if (body.events !== null) compareEvents(own, body, body.events, add);
  if (failure?.cause.kind === 'silent')
    for (const signature of own) if (signature.sign.on === 'silent') add(signature, failure.line, {});
  return { seen: [...found.values()], failure };
}

type Add = (signature: Signature, line: number, values: Seen['values']) => void;
type Of<On extends Sign['on']> = Extract<Sign, { on: On }>;
const withSign = <On extends Sign['on']>(
  own: readonly Signature[],
  on: On,
): (readonly [Signature, Of<On>])[] =>
  own.flatMap((signature) => (isOn(signature.sign, on) ? [[signature, signature.sign] as const] : []));
const isOn = <On extends Sign['on']>(sign: Sign, on: On): sign is Of<On> => sign.on === on;

function compareLines(own: readonly Signature[], body: Body, failure: MsiFailure | null, add: Add): void {
  const pairs = withSign(own, 'line');
  if (pairs.length === 0) return;
  const told = new Set(failure?.said);
  const compare = (line: number): void => {
    const text = body.text(line);
    for (const [signature, { pattern, where }] of pairs) {
      if (where === 'failure' && !told.has(line)) continue;
      const match = pattern.exec(text);
      if (match !== null) add(signature, line, valuesOf(match));
    }
  };
  const onlyTold = pairs.every(([, { where }]) => where === 'failure');
  const all = body.count <= wholeLines && !onlyTold;
  for (let line = 0; line < body.count; line += 1)
    if (all || told.has(line) || (!onlyTold && (body.severity[line] ?? 0) > 0)) compare(line);
}

function compareEvents(
  own: readonly Signature[],
  body: Body,
  events: NonNullable<Body['events']>,
  add: Add,
): void {
  const byId = new Map<number, (readonly [Signature, Of<'event'>])[]>();
  for (const pair of withSign(own, 'event'))
    for (const id of pair[1].ids) byId.set(id, [...(byId.get(id) ?? []), pair]);
  for (let line = 0; line < body.count; line += 1) {
    const pairs = byId.get(events.id[line] ?? 0);
    if (pairs === undefined) continue;
    const provider = events.providers[events.provider[line] ?? 0] ?? '';
    for (const [signature, sign] of pairs) {
      if (!sign.provider.test(provider) || (sign.errorsOnly === true && body.severity[line] !== 2)) continue;
      const match = sign.data === undefined ? null : sign.data.exec(wordsOf(body, line));
      if (sign.data !== undefined && match === null) continue;
      if (isHealed(sign, body, events, line)) continue;
      add(signature, line, {
        event: String(events.id[line] ?? 0),
        ...(match === null ? {} : valuesOf(match)),
      });
    }
  }
}

/** The values of an event, or its sentence where the export has none. */
function wordsOf(body: Body, line: number): string {
  const data = body.data(line);
  return data.length === 0 ? body.text(line) : data.map(({ value }) => value).join(' ');
}

function isHealed(sign: Of<'event'>, body: Body, events: NonNullable<Body['events']>, line: number): boolean {
  if (sign.heals === undefined) return false;
  const at = body.at[line] ?? Number.NaN;
  for (let other = 0; other < body.count; other += 1)
    if (
      sign.heals.includes(events.id[other] ?? 0) &&
      (body.at[other] ?? Number.NaN) > at &&
      sign.provider.test(events.providers[events.provider[other] ?? 0] ?? '')
    )
      return true;
  return false;
}

const valuesOf = (match: RegExpExecArray): Record<string, string> =>
  Object.fromEntries(
    Object.entries<string | undefined>(match.groups ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value.slice(0, 300)]],
    ),
  );
