import { type ZipEntry, zipFile } from '../../../../build/practice/zipFile';

const central = Buffer.from('PK\u0001\u0002', 'latin1');
const end = Buffer.from('PK\u0005\u0006', 'latin1');

/** Changes the central directory's entry with this number; `at` is where it starts in the copy. */
export function withCentral(zip: Buffer, index: number, change: (bytes: Buffer, at: number) => void): Buffer {
  const bytes = Buffer.from(zip);
  let at = bytes.readUInt32LE(bytes.lastIndexOf(end) + 16);
  for (let left = index; left > 0; left -= 1) at = bytes.indexOf(central, at + 4);
  change(bytes, at);
  return bytes;
}

/** Changes the end record. */
export function withEnd(zip: Buffer, change: (bytes: Buffer, at: number) => void): Buffer {
  const bytes = Buffer.from(zip);
  change(bytes, bytes.lastIndexOf(end));
  return bytes;
}

/** Many names for the same packed bytes: each fair by itself, together a bomb (after D. Fifield's of 2019). */
export function overlapping(count: number, data: Buffer): Buffer {
  const entries = Array.from({ length: count }, (_, index) => ({
    name: `${String(index).padStart(5, '0')}.cmd`,
    data: index === 0 ? data : Buffer.alloc(0),
    deflate: true,
  }));
  let zip = zipFile(entries);
  const first = zip.readUInt32LE(zip.lastIndexOf(end) + 16);
  const [sum, packed, size] = [16, 20, 24].map((field) => zip.readUInt32LE(first + field));
  for (let index = 1; index < count; index += 1) {
    zip = withCentral(zip, index, (bytes, at) => {
      [sum, packed, size, 0].forEach((value, field) => {
        bytes.writeUInt32LE(value ?? 0, at + ([16, 20, 24, 42][field] ?? 0));
      });
    });
  }
  return zip;
}

/** The zip with the two records of ZIP64 before its end record. They win, whatever the end record says. */
export function zip64(entries: readonly ZipEntry[], lies: { count?: bigint; offset?: bigint } = {}): Buffer {
  const zip = zipFile(entries);
  const at = zip.lastIndexOf(end);
  const record = Buffer.alloc(56);
  record.write('PK\u0006\u0006', 0, 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(lies.count ?? BigInt(entries.length), 24);
  record.writeBigUInt64LE(lies.count ?? BigInt(entries.length), 32);
  record.writeBigUInt64LE(lies.offset ?? BigInt(zip.readUInt32LE(at + 16)), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007', 0, 'latin1');
  locator.writeBigUInt64LE(BigInt(at), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([zip.subarray(0, at), record, locator, zip.subarray(at)]);
}
