import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip. Everything but name and data is for making archives that must be refused. */
export interface ZipEntry {
  name: string | Buffer;
  data: Buffer;
  /** Deflate instead of store. Off by default, so that the bytes depend on no version of zlib. */
  deflate?: boolean;
  /** General purpose bits; 0x800 (names are UTF-8) by default. */
  flags?: number;
  /** Upper 16 bits are a Unix mode. */
  attributes?: number;
  /** Unpacked size to announce instead of the true one. */
  announcedSize?: number;
}

/** A zip of these entries, the same bytes each time: the time stamp is 1980-01-01, the first a zip can hold. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const packed = entry.deflate === true ? deflateRawSync(entry.data) : entry.data;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(entry.flags ?? 0x800, 2);
    shared.writeUInt16LE(entry.deflate === true ? 8 : 0, 4);
    shared.writeUInt32LE(0x0021_0000, 6);
    shared.writeUInt32LE(crc32(entry.data), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(entry.announcedSize ?? entry.data.length, 18);
    shared.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\u0003\u0004', 'latin1'), shared, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(entry.attributes ?? 0, 6);
    rest.writeUInt32LE(offset, 10);
    // "Made by" Unix, so that the mode in the attributes counts.
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1'), shared, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
