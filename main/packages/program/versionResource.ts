import type { FileHandle } from 'node:fs/promises';
import { readAt } from '../readAt';
import { Refused, toRefused } from '../refused';
import { readVersionTree } from './versionStrings';

/** The version resource of a Windows program. */
export interface VersionResource {
  /** `a.b.c.d` of the fixed part, which unlike the text never has a suffix; null when there is none. */
  fileVersion: string | null;
  /** A string such as `InternalName`, or null. @throws {Refused} `unreadable` where its languages differ. */
  text(name: string): string | null;
}

/** RT_VERSION. */
const versionType = 16;

/**
 * Reads the version resource of a portable executable. Sixty lines of our own: the maintained libraries parse and
 * rewrite whole programs, while this needs a few hundred bytes of a file that may hold hundreds of megabytes.
 * @throws {Refused} `unreadable` when it is no such program or has no version; `truncated` when a section is cut off.
 */
export async function readVersionResource(file: FileHandle): Promise<VersionResource> {
  try {
    const { base, address } = await resourceSection(file);
    const block = await versionBlock(file, base, address);
    const { fixed, strings } = readVersionTree(block);
    return {
      fileVersion: fixed === null ? null : fixedVersion(fixed),
      text(name) {
        const values = new Set(strings.get(name) ?? []);
        // Which table Windows shows depends on the language that it speaks.
        if (values.size > 1) throw new Refused('unreadable', name);
        return [...values][0] ?? null;
      },
    };
  } catch (error) {
    throw toRefused(error);
  }
}

/** Where the section with the resources lies in the file (`base`) and in memory (`address`). */
async function resourceSection(file: FileHandle): Promise<{ base: number; address: number }> {
  const { size } = await file.stat();
  const dos = await readAt(file, 0, 64);
  if (dos.toString('latin1', 0, 2) !== 'MZ') throw new Refused('unreadable');
  const header = await readAt(file, dos.readUInt32LE(60), 24);
  if (header.toString('latin1', 0, 4) !== 'PE\0\0') throw new Refused('unreadable');
  const optionalBytes = header.readUInt16LE(20);
  const optionalAt = dos.readUInt32LE(60) + 24;
  const optional = await readAt(file, optionalAt, optionalBytes);
  const directories = optional.readUInt16LE(0) === 0x20b ? 112 : 96;
  const wanted = optional.readUInt32LE(directories + 2 * 8);
  const count = header.readUInt16LE(6);
  const sections = await readAt(file, optionalAt + optionalBytes, count * 40);
  let found: { base: number; address: number } | null = null;
  for (let at = 0; at < sections.length; at += 40) {
    const address = sections.readUInt32LE(at + 12);
    const base = sections.readUInt32LE(at + 20);
    if (base + sections.readUInt32LE(at + 16) > size) throw new Refused('truncated');
    if (wanted !== 0 && address === wanted) found = { base, address };
  }
  if (found === null) throw new Refused('unreadable');
  return found;
}

/** Three levels of directories (type, name, language), then the place of the data. */
async function versionBlock(file: FileHandle, base: number, address: number): Promise<Buffer> {
  let at = await childOf(file, base, 0, versionType);
  for (let level = 0; level < 2; level += 1) at = await childOf(file, base, at & 0x7fff_ffff, null);
  const entry = await readAt(file, base + at, 16);
  const length = entry.readUInt32LE(4);
  if (length > 64 * 1024) throw new Refused('unreadable');
  return readAt(file, base + entry.readUInt32LE(0) - address, length);
}

async function childOf(
  file: FileHandle,
  base: number,
  directory: number,
  id: number | null,
): Promise<number> {
  const header = await readAt(file, base + directory, 16);
  const count = header.readUInt16LE(12) + header.readUInt16LE(14);
  const entries = await readAt(file, base + directory + 16, count * 8);
  for (let at = 0; at < entries.length; at += 8) {
    if (id === null || entries.readUInt32LE(at) === id) return entries.readUInt32LE(at + 4);
  }
  throw new Refused('unreadable');
}

function fixedVersion(fixed: Buffer): string | null {
  if (fixed.readUInt32LE(0) !== 0xfeef_04bd) return null;
  const [high, low] = [fixed.readUInt32LE(8), fixed.readUInt32LE(12)];
  return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
}
