import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { isKnownName } from './archive/knownName';
import { unpack } from './archive/unpack';
import type { PackageDetails, RefusalCode } from '../../shared/packages';
import { type Rules, judge } from './judge';
import { limits } from './limits';
import { recognise } from './recognise';
import { Refused } from './refused';

/** What came of looking at one file. */
export type Inspection = {
  /** The file's own name, and the zip or folder it came out of. */
  name: string;
  from: string | null;
} & (
  | { state: 'ready'; path: string; details: PackageDetails; practice: boolean }
  | { state: 'refused'; refusal: RefusalCode; detail: string | null }
);

export interface InspectOptions extends Rules {
  /** An empty folder of the caller's, into which files of a zip are unpacked. The caller removes it. */
  unpackInto: string;
  /** Name to speak of, when the file was copied under another one. */
  name?: string;
}

/**
 * Looks at a file, a zip (its known files, at any depth, but no zip inside it) or a folder (its known files and zips,
 * one level). Runs nothing and changes nothing but `unpackInto`. A broken file is a refusal, never an exception.
 * Always answers with at least one inspection.
 */
export async function inspect(path: string, options: InspectOptions): Promise<Inspection[]> {
  const name = options.name ?? basename(path);
  try {
    const entry = await stat(path);
    if (entry.isDirectory()) return await inspectFolder(path, name, options);
    if (!entry.isFile()) throw new Refused('notAPackage');
    if (entry.size === 0) throw new Refused('emptyFile');
    if (entry.size > limits.bytes) throw new Refused('tooLarge');
    if (extname(name).toLowerCase() === '.zip') return await inspectZip(path, name, options);
    return [await inspectFile(path, name, null, options)];
  } catch (error) {
    return [refusal(name, null, error)];
  }
}

async function inspectFolder(path: string, name: string, options: InspectOptions): Promise<Inspection[]> {
  const files = await knownFilesIn(path);
  if (files.length === 0) throw new Refused('notAPackage');
  const inspections: Inspection[] = [];
  for (const [index, file] of files.entries()) {
    const inner = { ...options, name: file, unpackInto: join(options.unpackInto, String(index)) };
    for (const found of await inspect(join(path, file), inner))
      inspections.push({ ...found, from: found.from ?? name });
  }
  return inspections;
}

/** Names of the files of a folder that are worth looking at, in a steady order. Subfolders are left alone. */
export async function knownFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && (isKnownName(entry.name) || /\.zip$/i.test(entry.name)))
    .map((entry) => entry.name)
    .sort();
}

async function inspectZip(path: string, name: string, options: InspectOptions): Promise<Inspection[]> {
  const inspections: Inspection[] = [];
  for (const file of await unpack(path, options.unpackInto)) {
    inspections.push(await inspectFile(file.path, file.name, name, options));
  }
  // A zip may hold other scripts beside the one that matters; they are no news.
  const telling = inspections.filter((found) => found.state === 'ready' || found.refusal !== 'notAPackage');
  if (telling.length === 0) throw new Refused('notAPackage');
  return telling;
}

async function inspectFile(
  path: string,
  name: string,
  from: string | null,
  rules: Rules,
): Promise<Inspection> {
  try {
    const recognition = await recognise(path, name);
    judge(recognition, rules);
    return { state: 'ready', name, from, path, details: recognition.details, practice: recognition.practice };
  } catch (error) {
    return refusal(name, from, error);
  }
}

function refusal(name: string, from: string | null, error: unknown): Inspection {
  const refused = error instanceof Refused ? error : new Refused(isLocked(error) ? 'inUse' : 'unreadable');
  return { state: 'refused', name, from, refusal: refused.code, detail: refused.evidence };
}

function isLocked(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EBUSY', 'EPERM', 'EACCES'].includes(String(error.code))
  );
}
