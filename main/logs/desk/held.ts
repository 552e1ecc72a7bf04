import type { LogForm, LogKind, LogRefusal } from '../../../shared/bridge/logs';
import { limits } from '../limits';
import type { Body } from './body';
import type { Found, GivenClock } from './found';
import type { Text } from './form';
import { readLog } from './readLog';
import { type Signs, signsOf } from './signsOf';

/** A file on the desk, with what was read of it. */
export interface Held {
  readonly name: string;
  readonly inside: string | null;
  readonly size: number;
  readonly kind: LogKind;
  readonly form: LogForm;
  /** `text`: its bytes as text; null for an event log in the form of Windows. */
  readonly read: { readonly body: Body; readonly signs: Signs; readonly text: Text | null } | null;
  readonly computer: string | null;
  readonly said: boolean;
  readonly offsetMinutes: number | null;
  readonly refusal: LogRefusal | null;
  readonly cut: boolean;
  /** Counted once: how many lines there are of each level. */
  readonly counts: readonly [number, number, number];
  readonly ends: { readonly from: number; readonly to: number } | null;
}

/** Reads what was found. */
export function heldOf(found: Found, clock: GivenClock | undefined): Held {
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
  const { kind, form, body, text, computer, offsetMinutes } = read;
  const counts: [number, number, number] = [0, 0, 0];
  for (const severity of body.severity) counts[severity === 2 ? 2 : severity === 1 ? 1 : 0] += 1;
  return {
    name,
    inside,
    size,
    kind,
    form,
    read: { body, text, signs: signsOf(kind, body, text) },
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
