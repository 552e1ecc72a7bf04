import { isUtf8 } from 'node:buffer';
import type { LogForm } from '../../../shared/bridge/logs';

/** Text as bytes that are ready to be read: UTF-16 is turned to little endian, and the byte order mark is gone. */
export interface Text {
  readonly form: Extract<LogForm, 'utf8' | 'utf16le' | 'utf16be' | '8bit'>;
  readonly bytes: Buffer;
  /** Bytes of one unit: 2 for UTF-16. */
  readonly width: 1 | 2;
}

const sampleBytes = 64 * 1024;

/**
 * How bytes are written, by their mark or else by what they are: UTF-16 has a zero in every other byte of a Western text. One byte a
 * character stands in for every code page of Windows. Null: no text. A log that a crash cut off may end in zeros, so only its
 * beginning is judged.
 */
export function textOf(bytes: Buffer): Text | null {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { form: 'utf16le', bytes: bytes.subarray(2), width: 2 };
  if (first === 0xfe && second === 0xff)
    return { form: 'utf16be', bytes: turned(bytes.subarray(2)), width: 2 };
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return { form: 'utf8', bytes: bytes.subarray(3), width: 1 };
  const sample = bytes.subarray(0, sampleBytes);
  const zeros = zerosOf(sample);
  const half = sample.length / 2;
  if (zeros.odd > half * 0.4 && zeros.even < half * 0.1) return { form: 'utf16le', bytes, width: 2 };
  if (zeros.even > half * 0.4 && zeros.odd < half * 0.1)
    return { form: 'utf16be', bytes: turned(bytes), width: 2 };
  if (controlsOf(sample) > sample.length * 0.05) return null;
  return { form: isUtf8(bytes) ? 'utf8' : '8bit', bytes, width: 1 };
}

/** A copy, because the bytes may be those of the caller. */
function turned(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

function zerosOf(sample: Buffer): { even: number; odd: number } {
  const counts = { even: 0, odd: 0 };
  for (let index = 0; index < sample.length; index += 1)
    if (sample[index] === 0) counts[index % 2 === 0 ? 'even' : 'odd'] += 1;
  return counts;
}

/** Characters that no text has: control characters without tab, line ends, form feed and escape. */
function controlsOf(sample: Buffer): number {
  let found = 0;
  for (const byte of sample)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) found += 1;
  return found;
}

const western = new TextDecoder('windows-1252');

/** Characters `start` to `end` (places of bytes) of a text. */
export function decode({ form, bytes, width }: Text, start: number, end: number): string {
  if (width === 2) return bytes.toString('utf16le', start, end);
  if (form === 'utf8') return bytes.toString('utf8', start, end);
  return western.decode(bytes.subarray(start, end));
}

/** The same text in UTF-8, for readers of forms that are not lines. */
export function inUtf8(text: Text): Buffer {
  if (text.form === 'utf8') return text.bytes;
  return Buffer.from(decode(text, 0, text.bytes.length), 'utf8');
}
