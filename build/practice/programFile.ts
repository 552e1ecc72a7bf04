// Stands on: servicing/servicing-platform-file-names: a platform update is known by its version resource alone.
// Invented: everything else in the file, which holds no code; looked for: nothing, the form of a program is that of Microsoft's PE specification.

/** What the version resource of a made program says. */
export interface ProgramVersion {
  /** `a.b.c.d`. */
  version: string;
  strings: Readonly<Record<string, string>>;
}

const sectionAt = 0x200;
const sectionAddress = 0x1000;

/**
 * A 64-bit Windows program with a version resource and nothing else: one section, no code. Windows shows its version
 * and refuses to start it. The same bytes each time.
 */
export function programFile(version: ProgramVersion): Buffer {
  const resources = resourceSection(versionInfo(version));
  const file = Buffer.alloc(sectionAt + align(resources.length, 0x200));
  file.write('MZ', 0, 'latin1');
  file.writeUInt32LE(0x80, 60);
  file.write('PE\0\0', 0x80, 'latin1');
  file.writeUInt16LE(0x8664, 0x84);
  file.writeUInt16LE(1, 0x86);
  file.writeUInt16LE(240, 0x94);
  file.writeUInt16LE(0x22, 0x96);
  optionalHeader(file.subarray(0x98, 0x98 + 240), resources.length);
  const section = file.subarray(0x98 + 240);
  section.write('.rsrc', 0, 'latin1');
  section.writeUInt32LE(resources.length, 8);
  section.writeUInt32LE(sectionAddress, 12);
  section.writeUInt32LE(align(resources.length, 0x200), 16);
  section.writeUInt32LE(sectionAt, 20);
  section.writeUInt32LE(0x4000_0040, 36);
  resources.copy(file, sectionAt);
  return file;
}

function optionalHeader(header: Buffer, resourceBytes: number): void {
  header.writeUInt16LE(0x20b, 0);
  header.writeBigUInt64LE(0x1_4000_0000n, 24);
  header.writeUInt32LE(0x1000, 32);
  header.writeUInt32LE(0x200, 36);
  header.writeUInt16LE(6, 40);
  header.writeUInt16LE(6, 48);
  header.writeUInt32LE(sectionAddress + align(resourceBytes, 0x1000), 56);
  header.writeUInt32LE(sectionAt, 60);
  header.writeUInt16LE(3, 68);
  header.writeUInt32LE(16, 108);
  header.writeUInt32LE(sectionAddress, 112 + 16);
  header.writeUInt32LE(resourceBytes, 112 + 20);
}

/** Directories for type (16, version), name (1) and language (1033), then where the data lies. */
function resourceSection(data: Buffer): Buffer {
  const head = Buffer.alloc(88);
  [16, 1, 1033].forEach((id, level) => {
    const at = level * 24;
    head.writeUInt16LE(1, at + 14);
    head.writeUInt32LE(id, at + 16);
    head.writeUInt32LE(level < 2 ? 0x8000_0000 + at + 24 : 72, at + 20);
  });
  head.writeUInt32LE(sectionAddress + head.length, 72);
  head.writeUInt32LE(data.length, 76);
  return Buffer.concat([head, data]);
}

function versionInfo({ version, strings }: ProgramVersion): Buffer {
  const [a = 0, b = 0, c = 0, d = 0] = version.split('.').map(Number);
  const fixed = Buffer.alloc(52);
  fixed.writeUInt32LE(0xfeef_04bd, 0);
  fixed.writeUInt32LE(0x1_0000, 4);
  for (const at of [8, 16]) {
    fixed.writeUInt32LE(a * 0x1_0000 + b, at);
    fixed.writeUInt32LE(c * 0x1_0000 + d, at + 4);
  }
  const table = Object.entries(strings).map(([name, text]) => {
    const value = Buffer.from(`${text}\0`, 'utf16le');
    return node(name, value, value.length / 2, 1, []);
  });
  const children = [
    node('StringFileInfo', Buffer.alloc(0), 0, 1, [node('040904b0', Buffer.alloc(0), 0, 1, table)]),
  ];
  return node('VS_VERSION_INFO', fixed, fixed.length, 0, children);
}

/** One node of a version resource: lengths, type, name, value, children, each aligned to four bytes. */
function node(
  name: string,
  value: Buffer,
  valueLength: number,
  type: number,
  children: readonly Buffer[],
): Buffer {
  const head = padded(Buffer.concat([Buffer.alloc(6), Buffer.from(`${name}\0`, 'utf16le')]));
  const all = Buffer.concat([head, padded(value), ...children.map(padded)]);
  all.writeUInt16LE(all.length, 0);
  all.writeUInt16LE(valueLength, 2);
  all.writeUInt16LE(type, 4);
  return all;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(align(bytes.length, 4) - bytes.length)]);
}

function align(size: number, to: number): number {
  return Math.ceil(size / to) * to;
}
