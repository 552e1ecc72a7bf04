import { basename } from 'node:path';
import { limits } from '../limits';
import { Refused } from '../refused';
import { entryKey } from './entryName';
import { isKnownName, isNamedFreely } from './knownName';
import type { NamedEntry } from './readEntries';

/**
 * The entries worth unpacking, by their own names without folders, and a few programs of any name, after the archive as a whole was judged: no name
 * twice, no more content than `limits` allows, no two entries out of the same bytes.
 * @param fileBytes size of the archive
 * @throws {Refused} `duplicateNames`, `zipBomb`, `nestedZip`, `notAPackage`.
 */
export function chooseEntries(entries: readonly NamedEntry[], fileBytes: number): NamedEntry[] {
  expectFair(entries, fileBytes);
  const files = entries
    .map((found) => ({ ...found, name: basename(found.name) }))
    .filter(({ isFolder }) => !isFolder);
  const wanted = files.filter(({ name }) => isKnownName(name));
  if (wanted.length > limits.kept)
    throw new Refused('zipTooManyEntries', `${wanted.length} > ${limits.kept}`);
  const programs = files.filter(({ name }) => isNamedFreely(name));
  const more =
    programs.length <= programsTaken && wanted.length + programs.length <= limits.kept ? programs : [];
  if (wanted.length > 0) return [...wanted, ...more];
  const nested = entries.find(({ name, isFolder }) => !isFolder && /\.zip$/i.test(name));
  if (nested !== undefined) throw new Refused('nestedZip', nested.name);
  if (more.length === 0) throw new Refused('notAPackage');
  return more;
}

/** So many programs of names of their own are taken out, for their content to tell what they are. A package that brings the tool has one or two. */
const programsTaken = 4;

/**
 * Judges an archive as a whole: no name twice, no more content than `most` bytes, no two entries out of the same bytes.
 * @param fileBytes size of the archive
 * @throws {Refused} `duplicateNames`, `zipBomb`.
 */
export function expectFair(
  entries: readonly NamedEntry[],
  fileBytes: number,
  most: number = limits.bytes,
): void {
  expectOneOfEach(entries);
  expectModest(entries, fileBytes, most);
}

function expectOneOfEach(entries: readonly NamedEntry[]): void {
  const keys = new Set<string>();
  for (const { name } of entries) {
    const key = entryKey(name);
    if (keys.has(key)) throw new Refused('duplicateNames', name);
    keys.add(key);
  }
}

function expectModest(entries: readonly NamedEntry[], fileBytes: number, most: number): void {
  let total = 0;
  for (const { entry, name } of entries) {
    total += entry.uncompressedSize;
    if (total > most || bursts(entry.uncompressedSize, entry.compressedSize))
      throw new Refused('zipBomb', name);
  }
  if (bursts(total, fileBytes)) throw new Refused('zipBomb');
  // Entries that lie over each other unpack the same bytes many times, each at a ratio that looks fair.
  let end = 0;
  const inOrder = [...entries].sort(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
  for (const { entry, name } of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) throw new Refused('zipBomb', name);
    end = entry.relativeOffsetOfLocalHeader + localHeaderBytes + entry.fileNameLength + entry.compressedSize;
  }
}

/** Without the name, which follows it. */
const localHeaderBytes = 30;

function bursts(unpacked: number, packed: number): boolean {
  return unpacked > limits.ratioFloor && unpacked / Math.max(1, packed) > limits.ratio;
}
