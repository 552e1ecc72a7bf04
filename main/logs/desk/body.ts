import { limits } from '../limits';

/** 0: information, 1: warning, 2: error. */
export type Severity = 0 | 1 | 2;

/**
 * What a log holds, line by line or event by event, in the order of the file. Times are those of its own clock, as if that
 * were UTC, in ms; NaN: none.
 */
export interface Body {
  readonly count: number;
  readonly at: Float64Array;
  readonly severity: Uint8Array;
  /** Ids of events and the places of their providers in `providers`; null for lines. */
  readonly events: {
    readonly id: Uint32Array;
    readonly provider: Uint32Array;
    readonly record: Float64Array;
    readonly providers: readonly string[];
  } | null;
  /** What is shown of a line: at most `limits.shown` characters, none of them a control character. */
  text(index: number): string;
  /** The named and the unnamed values of an event, in their order; empty for lines. */
  data(index: number): readonly EventValue[];
}

export interface EventValue {
  readonly name: string;
  readonly value: string;
}

// eslint-disable-next-line no-control-regex -- control characters are exactly what must not be shown
const control = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** Text as a page may show it in one line. */
export function shown(text: string): string {
  return text
    .slice(0, limits.shown)
    .replace(/[\t\r\n]+/g, ' ')
    .trimEnd()
    .replace(control, '\ufffd');
}

/** Typed arrays, as far as they grow here. */
interface Numbers {
  readonly length: number;
  [index: number]: number;
}

/** Numbers whose count is not known before: a typed array that doubles. */
export class Growing<Of extends Numbers> {
  private held: Of;
  private readonly more: (held: Of | null, room: number) => Of;
  private readonly part: (held: Of, length: number) => Of;
  length = 0;

  constructor(
    more: (held: Of | null, room: number) => Of,
    part: (held: Of, length: number) => Of,
    room: number,
  ) {
    this.more = more;
    this.part = part;
    this.held = more(null, room);
  }

  push(value: number): void {
    if (this.length === this.held.length) this.held = this.more(this.held, this.length * 2);
    this.held[this.length] = value;
    this.length += 1;
  }

  /** The numbers so far, without a copy. */
  done(): Of {
    return this.part(this.held, this.length);
  }
}

/** Room for so many numbers at first. */
export const growing = {
  moments: (room = 1024) =>
    new Growing<Float64Array>(
      (held, size) => filled(new Float64Array(size), held),
      (held, length) => held.subarray(0, length),
      room,
    ),
  places: (room = 1024) =>
    new Growing<Uint32Array>(
      (held, size) => filled(new Uint32Array(size), held),
      (held, length) => held.subarray(0, length),
      room,
    ),
  small: (room = 1024) =>
    new Growing<Uint8Array>(
      (held, size) => filled(new Uint8Array(size), held),
      (held, length) => held.subarray(0, length),
      room,
    ),
};

function filled<Of extends { set(from: Of): void }>(into: Of, held: Of | null): Of {
  if (held !== null) into.set(held);
  return into;
}
