import type { Readable } from 'node:stream';
import { GangwayError } from '../../shared/errors';
import type { AddResult } from '../../shared/model/packages';
import type { Session } from '../../shared/bridge/session';
import { libraryOf, type Context } from '../context';

type Refused = Session['refused'];

/** How many refused files of one server are kept in view. */
const refusedShown = 20;

/** Shows both libraries as they are now. */
export function showLibraries({ libraries, session }: Context): void {
  const { real, practice } = libraries;
  session.change(() => ({ libraries: { real: real.list(), practice: practice.list() } }));
}

/** Shows what came of files that were given for a server: the libraries, and what was not taken. */
function showResult(context: Context, targetId: string, result: AddResult): void {
  showLibraries(context);
  context.session.change(({ refused }) => ({ refused: refusedAfter(refused, targetId, result) }));
}

/**
 * The refused files after more were given for a server, its newest first. They stay until somebody dismisses them, because a
 * browser hands files over one by one; a file that is given again is judged anew. Those of other servers stay as they are. Pure.
 */
export function refusedAfter(
  before: Readonly<Refused>,
  targetId: string,
  { added, refused }: AddResult,
): Refused {
  const again = new Set([
    ...refused.map((file) => file.name),
    ...added.flatMap((pkg) => [pkg.name, pkg.from]),
  ]);
  const own = before.filter((file) => file.targetId === targetId && !again.has(file.name));
  return [
    ...[...refused.map((file) => ({ ...file, targetId })), ...own].slice(0, refusedShown),
    ...before.filter((file) => file.targetId !== targetId),
  ];
}

/** Takes refused files of a server out of sight: the one of that name, or all. */
export function dismissRefused({ session }: Context, targetId: string, name: string | null): void {
  session.change(({ refused }) => ({
    refused: refused.filter((file) => file.targetId !== targetId || (name !== null && file.name !== name)),
  }));
}

const libraryFor = (context: Context, targetId: string) =>
  libraryOf(context, context.session.target(targetId).target);

/** Takes files by path into the library of a server. What is wrong with a file is shown, not thrown. */
export async function addPackages(
  context: Context,
  targetId: string,
  paths: readonly string[],
): Promise<AddResult> {
  const result = await libraryFor(context, targetId).add(paths);
  showResult(context, targetId, result);
  return result;
}

/** Takes a public download. What is wrong with it is said where it was asked for: it was given for no server. */
export async function addDownload(context: Context, practice: boolean, path: string): Promise<AddResult> {
  const { libraries } = context;
  const result = await (practice ? libraries.practice : libraries.real).add([path]);
  showLibraries(context);
  return result;
}

/** Takes one file as bytes: what a browser drops, through the same guards. */
export async function addPackageStream(
  context: Context,
  targetId: string,
  name: string,
  bytes: Readable,
  declared: number | null,
): Promise<void> {
  showResult(context, targetId, await libraryFor(context, targetId).addStream(name, bytes, declared));
}

/** Takes packages that come with the app for a practice server. Throws `input.invalid` for an unknown id, `target.notAllowed` for a real server. */
export async function addPracticePackages(
  context: Context,
  targetId: string,
  ids: readonly string[],
): Promise<AddResult> {
  const { target } = context.session.target(targetId);
  if (target.kind !== 'practice') throw new GangwayError('target.notAllowed', targetId);
  const paths = ids.map((id) => {
    const found = context.practiceFiles.find((file) => file.id === id);
    if (found === undefined) throw new GangwayError('input.invalid', id);
    return found.path;
  });
  return addPackages(context, targetId, paths);
}

export async function removePackage(context: Context, practice: boolean, sha256: string): Promise<void> {
  const { libraries } = context;
  await (practice ? libraries.practice : libraries.real).remove(sha256);
  showLibraries(context);
}
