/** Types of values in binary XML ([MS-EVEN6] 2.2.18, and libevtx's description of the file format). */
export const types = {
  null: 0x00,
  text: 0x01,
  ansi: 0x02,
  fileTime: 0x11,
  xml: 0x21,
  /** This bit on a type says a list of such values. */
  list: 0x80,
} as const;

/** 1601-01-01 to 1970-01-01 in ms. */
const epochMs = 11_644_473_600_000;

/** Ticks of 100 ns since 1601 as ms since 1970. */
export const fileTimeMs = (low: number, high: number): number =>
  Math.round((high * 4_294_967_296 + low) / 10_000) - epochMs;

/** A value as text, the way Event Viewer writes it; empty for what has no text. Throws `RangeError` where bytes are missing. */
export function valueText(bytes: Buffer, start: number, size: number, type: number): string {
  if (size === 0 || type === types.null) return '';
  if ((type & types.list) !== 0) return listText(bytes, start, size, type & ~types.list);
  const end = start + size;
  switch (type) {
    case types.text:
      return bytes.toString('utf16le', start, end).split('\0', 1).join('');
    case types.ansi:
      return bytes.toString('latin1', start, end).split('\0', 1).join('');
    case 0x0d:
      return bytes.readUInt32LE(start) === 0 ? 'false' : 'true';
    case 0x0f:
      return guidText(bytes, start);
    case types.fileTime:
      return momentText(fileTimeMs(bytes.readUInt32LE(start), bytes.readUInt32LE(start + 4)));
    case 0x12:
      return systemTimeText(bytes, start);
    case 0x13:
      return sidText(bytes, start, size);
    case 0x14:
    case 0x15:
      return `0x${numberOf(bytes, start, size, false).toString(16)}`;
    case 0x0e:
      return bytes.toString('hex', start, Math.min(end, start + 256));
    case 0x0b:
      return String(bytes.readFloatLE(start));
    case 0x0c:
      return String(bytes.readDoubleLE(start));
    default:
      // Odd ones from 3 to 9 have a sign.
      return type >= 0x03 && type <= 0x10
        ? numberOf(bytes, start, size, type % 2 === 1 && type < 0x0a).toString()
        : '';
  }
}

/** A whole number of 1, 2, 4 or 8 bytes; 0 for any other length. */
function numberOf(bytes: Buffer, start: number, size: number, signed: boolean): number | bigint {
  if (size === 8) return signed ? bytes.readBigInt64LE(start) : bytes.readBigUInt64LE(start);
  if (size !== 1 && size !== 2 && size !== 4) return 0;
  return signed ? bytes.readIntLE(start, size) : bytes.readUIntLE(start, size);
}

/** The number that a value is, for ids and levels; null for any other type. */
export function valueNumber(bytes: Buffer, start: number, size: number, type: number): number | null {
  return type >= 0x03 && type <= 0x0a && size > 0 ? Number(numberOf(bytes, start, size, false)) : null;
}

const widths: Readonly<Record<number, number>> = {
  0x0f: 16,
  0x11: 8,
  0x12: 16,
  0x14: 4,
  0x15: 8,
  3: 1,
  4: 1,
  5: 2,
  6: 2,
  7: 4,
  8: 4,
  9: 8,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
};

function listText(bytes: Buffer, start: number, size: number, type: number): string {
  if (type === types.text)
    return bytes
      .toString('utf16le', start, start + size)
      .split('\0')
      .filter(Boolean)
      .join(', ');
  const width = widths[type];
  if (width === undefined) return '';
  const count = Math.min(100, Math.floor(size / width));
  return Array.from({ length: count }, (_, index) =>
    valueText(bytes, start + index * width, width, type),
  ).join(', ');
}

function guidText(bytes: Buffer, start: number): string {
  const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
  const [a, b, c] = [bytes.readUInt32LE(start), bytes.readUInt16LE(start + 4), bytes.readUInt16LE(start + 6)];
  const rest = bytes.toString('hex', start + 8, start + 16);
  return `{${hex(a, 8)}-${hex(b, 4)}-${hex(c, 4)}-${rest.slice(0, 4)}-${rest.slice(4)}}`;
}

function momentText(ms: number): string {
  return Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : '';
}

function systemTimeText(bytes: Buffer, start: number): string {
  const [year = 0, month = 0, , date = 0, ...time] = Array.from({ length: 8 }, (_, index) =>
    bytes.readUInt16LE(start + index * 2),
  );
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = time;
  return momentText(Date.UTC(year, month - 1, date, hours, minutes, seconds, ms));
}

function sidText(bytes: Buffer, start: number, size: number): string {
  const count = Math.min(bytes.readUInt8(start + 1), Math.floor((size - 8) / 4));
  const parts = Array.from({ length: Math.max(0, count) }, (_, index) =>
    bytes.readUInt32LE(start + 8 + index * 4),
  );
  return ['S', bytes.readUInt8(start), bytes.readUIntBE(start + 2, 6), ...parts].join('-');
}
