import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type AddResult,
  type Package,
  type PackageOrigin,
  type RefusedFile,
  packageKindSchema,
  packageSchema,
} from '../../shared/model/packages';
import type { Target } from '../../shared/model/target';
import { refusalBySignature } from '../../shared/kit/packageTrust';
import { systemCode } from '../disk/retryBusy';
import { takeTurns } from '../disk/inTurn';
import { knownFilesIn } from './archive/knownName';
import { copyInto } from './copyInto';
import { archiveOf, broughtBefore } from './kept/duplicates';
import { hashFile } from './hashFile';
import type { Inspect, Inspection } from './inspection/inspection';
import { judge, type Rules } from './judge';
import { limits } from './limits';
import { toRefused } from './refused';
import type { Quarantined } from '../disk/quarantine';
import { incomingPrefix, loadRecords, writeRecord } from './kept/records';
import { keptName, signatureOf } from './kept/keep';
import { readOrigin } from './readOrigin';
import type { Trust } from './trust';

/** The files a person gave, each kept once under its SHA-256 in a folder of its own beside a record of what it is. */
export interface Library {
  /** Newest first. */
  list(): Package[];
  /** Records that could not be read at the start; their folders were moved aside, nothing was deleted. */
  quarantined(): Quarantined[];
  /** Why the folder cannot be used (a code such as EACCES); null when it can. Each `add` tries again. */
  problem(): string | null;
  /**
   * Takes files, zips and folders by path. Never throws for what is wrong with a file: that is in `refused`. `leaving`: they are for a
   * server that may be taken off. Else an offboarding package is refused, because it would undo what is meant.
   */
  add(paths: readonly string[], leaving?: boolean): Promise<AddResult>;
  /**
   * Takes one file as bytes, e.g. dropped into a browser; `declared` is how many it is said to have. The stream is drained or
   * destroyed. It is received beside everything else, so a slow one keeps nobody waiting; only judging it has its turn.
   */
  addStream(name: string, stream: Readable, declared?: number | null, leaving?: boolean): Promise<AddResult>;
  remove(sha256: string): Promise<void>;
  /** Takes down who confirmed the lines of a kept script, with its record; false where it is not there. */
  confirm(sha256: string, by: string): Promise<boolean>;
  /** Where the kept file lies, or null when there is none. */
  pathOf(sha256: string): string | null;
  /** Hashes the kept file again. False when it is gone or is no longer what was taken. */
  verify(sha256: string): Promise<boolean>;
}

export interface LibraryOptions {
  /** Created when missing, readable by this user only. */
  folder: string;
  /** A practice library takes practice packages only; a real one takes none. */
  practice: boolean;
  trust: Trust;
  /** How a file is looked at: in a thread of its own (`inspection/inspectApart.ts`). */
  inspect: Inspect;
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
}

/** All kinds but those that take a server off, which is not meant where a server is brought on board. */
const arriving = packageKindSchema.options.filter(
  (kind) => kind !== 'offboarding' && kind !== 'offboardingFile',
);

/** A file that was given: its name, the folder or zip it came out of, its mark, and what it is given for. */
interface Given {
  readonly name: string;
  readonly from: string | null;
  readonly origin: PackageOrigin | null;
  readonly leaving: boolean;
}

/**
 * Opens a library, creating its folder when it is missing. A folder that cannot be used does not stop the start: the
 * library is then empty, `problem` says why, and the next file that is added tries to open it once more.
 */
export async function createLibrary(options: LibraryOptions): Promise<Library> {
  const { folder, practice, trust, inspect, now = Date.now } = options;
  const packages = new Map<string, Package>();
  const quarantined: Quarantined[] = [];
  let problem: string | null = 'closed';
  const load = async (): Promise<void> => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const found = await loadRecords(folder, practice);
      for (const [sha256, record] of found.packages) packages.set(sha256, record);
      quarantined.push(...found.quarantined);
      problem = null;
    } catch (error) {
      problem = systemCode(error) || String(error);
      throw error;
    }
  };
  // The start goes on; `problem` says it.
  await load().catch(() => undefined);
  // One at a time: two drops of the same file must not race for the same folder.
  const inTurn = takeTurns();

  const pathOf = (sha256: string): string | null => {
    const found = packages.get(sha256);
    return found === undefined ? null : join(folder, found.sha256, found.name);
  };

  const verify = async (sha256: string): Promise<boolean> => {
    const path = pathOf(sha256);
    return path !== null && (await hashFile(path).catch(() => null)) === sha256;
  };
  /** What the library may take now, for whom it is given. */
  const rulesFor = (leaving: boolean): Rules => ({
    practice,
    keeps: leaving ? packageKindSchema.options : arriving,
    now: now(),
  });

  /** Copies first and looks at the copy, so that what was judged is what is kept and later sent. */
  const take = async (
    given: Given,
    fill: (to: string) => Promise<void>,
    turn: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
  ): Promise<AddResult> => {
    let stage: string | null = null;
    try {
      if (problem !== null) await turn(() => (problem === null ? Promise.resolve() : load()));
      const place = (stage = await mkdtemp(join(folder, incomingPrefix)));
      await fill(join(place, 'given'));
      return await turn(() => look(given, place));
    } catch (error) {
      return { added: [], refused: [unreadable(given.name, error)] };
    } finally {
      // What could not be removed goes at the next start.
      if (stage !== null) await rm(stage, { recursive: true, force: true }).catch(() => undefined);
    }
  };

  /** Looks at the copy in a stage and keeps what may be kept. */
  const look = async ({ name, from, origin, leaving }: Given, stage: string): Promise<AddResult> => {
    const given = join(stage, 'given');
    const options = { ...rulesFor(leaving), name, unpackInto: join(stage, 'unpacked') };
    const inspections = await inspect(given, options);
    const archive = await archiveOf(given, inspections);
    const result: AddResult = { added: [], refused: [] };
    for (const found of inspections) {
      const more = { ...(origin !== null && { origin }), ...(archive !== null && { archive }) };
      const kept = await keep({ ...found, from: found.from ?? from }, stage, more);
      if ('sha256' in kept) result.added.push(kept);
      else result.refused.push(kept);
    }
    return result;
  };

  /** What is here already is judged anew: its time may be over, or it may be given for a server that it would take off. */
  const judgedAgain = (known: readonly Package[], leaving: boolean): AddResult => {
    const result: AddResult = { added: [], refused: [] };
    for (const pkg of known)
      try {
        judge({ details: pkg.details, practice, waitsAt: null }, rulesFor(leaving));
        result.added.push(pkg);
      } catch (error) {
        result.refused.push(unreadable(pkg.name, error));
      }
    return result;
  };

  const keep = async (
    found: Inspection,
    stage: string,
    more: Pick<Package, 'origin' | 'archive'>,
  ): Promise<Package | RefusedFile> => {
    if (found.state === 'refused') return { name: found.name, refusal: found.refusal, detail: found.detail };
    const sha256 = await hashFile(found.path);
    const known = packages.get(sha256);
    if (known !== undefined && (await verify(sha256))) return known;
    const ready = join(stage, sha256);
    const name = keptName(found);
    await mkdir(ready, { recursive: true, mode: 0o700 });
    await rename(found.path, join(ready, name));
    // Only now, for Windows chooses how to check a signature by the ending of the file's name.
    const signature = await signatureOf(found, join(ready, name), trust);
    const refusal = refusalBySignature(signature);
    if (refusal !== null) return { name: found.name, refusal, detail: signature.signer };
    const record = packageSchema.parse({
      sha256,
      name,
      bytes: (await stat(join(ready, name))).size,
      addedAt: now(),
      from: found.from,
      ...more,
      kind: found.details.kind,
      practice: found.practice,
      signature,
      ...(found.fileSignature !== undefined && { fileSignature: found.fileSignature }),
      details: found.details,
    });
    await writeRecord(ready, record);
    // A folder without a readable record was moved aside at the start: only a copy that was damaged since can be in the way.
    if (known !== undefined) await rm(join(folder, sha256), { recursive: true, force: true });
    await rename(ready, join(folder, sha256));
    packages.set(sha256, record);
    return record;
  };

  /** Takes one file, or finds that it came before: then nothing is written, unless its copy was damaged in the library since. */
  const addFile = async (path: string, given: Given): Promise<AddResult> => {
    const known = await broughtBefore(path, [...packages.values()]);
    if (known !== null && (await Promise.all(known.map(({ sha256 }) => verify(sha256)))).every(Boolean))
      return judgedAgain(known, given.leaving);
    return take(given, (to) => copyInto(path, to, limits.bytes));
  };

  const addPath = async (path: string, leaving: boolean): Promise<AddResult> => {
    const name = basename(path);
    const file = { name, from: null, origin: null, leaving };
    try {
      if (!(await stat(path)).isDirectory())
        return await addFile(path, { ...file, origin: await readOrigin(path) });
      const files = await knownFilesIn(path);
      if (files.length === 0) return { added: [], refused: [{ name, refusal: 'notAPackage', detail: null }] };
      const results: AddResult[] = [];
      for (const inside of files)
        results.push(await addFile(join(path, inside), { ...file, name: inside, from: name }));
      return merge(results);
    } catch (error) {
      return { added: [], refused: [unreadable(name, error)] };
    }
  };

  return {
    list: () => [...packages.values()].sort((left, right) => right.addedAt - left.addedAt),
    quarantined: () => quarantined,
    problem: () => problem,
    add: (paths, leaving = false) =>
      inTurn(async () => {
        const results: AddResult[] = [];
        for (const path of paths) results.push(await addPath(path, leaving));
        return merge(results);
      }),
    addStream: (name, stream, declared = null, leaving = false) => {
      // It may break before it is read. Unheard, the error would end the app.
      stream.on('error', () => undefined);
      const fill = (to: string) => copyInto(stream, to, limits.bytes, declared);
      const given = { name: basename(name.replaceAll('\\', '/')), from: null, origin: null, leaving };
      return take(given, fill, inTurn);
    },
    remove: (sha256) =>
      inTurn(async () => {
        if (!packages.delete(sha256)) return;
        await rm(join(folder, sha256), { recursive: true, force: true });
      }),
    confirm: (sha256, by) =>
      inTurn(async () => {
        const found = packages.get(sha256);
        if (found === undefined) return false;
        const record = packageSchema.parse({ ...found, confirmation: { at: now(), by } });
        await writeRecord(join(folder, sha256), record);
        packages.set(sha256, record);
        return true;
      }),
    pathOf,
    verify,
  };
}

function merge(results: readonly AddResult[]): AddResult {
  return {
    added: results.flatMap((result) => result.added),
    refused: results.flatMap((result) => result.refused),
  };
}

function unreadable(name: string, error: unknown): RefusedFile {
  const refused = toRefused(error);
  return { name, refusal: refused.code, detail: refused.evidence };
}

/** The library that belongs to a server: practice packages never reach a real one, nor the other way round. */
export const libraryOf = <T>(libraries: { readonly real: T; readonly practice: T }, target: Target): T =>
  target.kind === 'practice' ? libraries.practice : libraries.real;
