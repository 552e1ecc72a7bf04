import { Refused } from '../refused';

/** One value of a DER file (X.690): its tag, its content, and the bytes of the whole with their head. */
export interface Der {
  readonly tag: number;
  readonly content: Buffer;
  readonly whole: Buffer;
}

/** Tags that are met in certificates, lists of them, and signatures. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag `[number]` of a choice or an optional part that holds others. */
export const part = (number: number): number => 0xa0 + number;

/**
 * The value at the beginning of some bytes. What lies behind it is left alone. Lengths of up to four bytes are read, in the one form that
 * DER allows them in; an open end (BER) is no DER.
 * @throws {Refused} `unreadable`, or `truncated` where the value is longer than the bytes.
 */
export function readDer(bytes: Buffer): Der {
  const [tag = 0, first = 0] = bytes;
  if (bytes.length < 2 || (tag & 0x1f) === 0x1f) throw new Refused('unreadable', 'DER');
  const more = first < 0x80 ? 0 : first - 0x80;
  if (first === 0x80 || more > 4) throw new Refused('unreadable', 'DER');
  if (bytes.length < 2 + more) throw new Refused('truncated');
  const length = more === 0 ? first : bytes.readUIntBE(2, more);
  if (more > 0 && (length < 0x80 || bytes[2] === 0)) throw new Refused('unreadable', 'DER');
  const end = 2 + more + length;
  if (end > bytes.length) throw new Refused('truncated');
  return { tag, content: bytes.subarray(2 + more, end), whole: bytes.subarray(0, end) };
}

/**
 * The values inside of one, in order, each read when it is asked for: a list of a million entries costs what is taken of it.
 * @throws {Refused} `unreadable` where one of them leads out of it.
 */
export function* partsOf({ content }: Der): Generator<Der, undefined> {
  for (let at = 0; at < content.length;) {
    const value = within(content.subarray(at));
    yield value;
    at += value.whole.length;
  }
}

/** What leads out of its parent is not cut off: it is no DER. */
function within(bytes: Buffer): Der {
  try {
    return readDer(bytes);
  } catch {
    throw new Refused('unreadable', 'DER');
  }
}

/** The first values inside of one, with a bound to their number: for a form that has few. */
export function fieldsOf(value: Der, most = 40): readonly Der[] {
  const found: Der[] = [];
  for (const field of partsOf(value)) {
    if (found.length === most) throw new Refused('unreadable', 'DER');
    found.push(field);
  }
  return found;
}

/** The value, where it is of that tag. @throws {Refused} `unreadable`. */
export function expectTag(value: Der | undefined, tag: number): Der {
  if (value?.tag !== tag) throw new Refused('unreadable', 'DER');
  return value;
}

/** An object identifier as dotted numbers. @throws {Refused} `unreadable`. */
export function oidOf(value: Der | undefined): string {
  const { content } = expectTag(value, tags.oid);
  if (content.length === 0 || content.length > 64) throw new Refused('unreadable', 'DER');
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 0x80 + (byte & 0x7f);
    if (number > Number.MAX_SAFE_INTEGER / 0x80) throw new Refused('unreadable', 'DER');
    if (byte >= 0x80) continue;
    if (numbers.length === 0) numbers.push(Math.min(2, Math.floor(number / 40)));
    numbers.push(numbers.length === 1 ? number - 40 * (numbers[0] ?? 0) : number);
    number = 0;
  }
  return numbers.join('.');
}

/**
 * A UTCTime or GeneralizedTime in milliseconds since 1970. Both end in `Z` and name seconds, as X.509 asks (RFC 5280 4.1.2.5); fractions are
 * those of time stamps.
 * @throws {Refused} `unreadable`.
 */
export function timeOf(value: Der | undefined): number {
  if (value?.tag !== tags.utcTime && value?.tag !== tags.generalizedTime)
    throw new Refused('unreadable', 'DER');
  const text = value.content.subarray(0, 40).toString('latin1');
  const found =
    value.tag === tags.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/.exec(text)
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text);
  if (found === null) throw new Refused('unreadable', 'DER');
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = found;
  // Two digits stand for 1950 to 2049 (RFC 5280 4.1.2.5.1).
  const full = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  const time = Date.parse(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw new Refused('unreadable', 'DER');
  return time;
}
