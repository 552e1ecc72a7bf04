import type { Readable } from 'node:stream';
import { GangwayError } from '../../shared/errors';
import type { AddResult } from '../../shared/model/packages';
import type { Session } from '../../shared/bridge/session';
import type { PackagesNeeds } from './needs';
import type { Server } from '../servers/server';
import { libraryOf } from '../packages/library';

type Refused = Session['refused'];

/** How many refused files of one server are kept in view. */
const refusedShown = 20;

/** Shows both libraries as they are now. */
export function showLibraries({ libraries, session }: PackagesNeeds): void {
  const { real, practice } = libraries;
  session.change(() => ({ libraries: { real: real.list(), practice: practice.list() } }));
}

/** Shows what came of files that were given for a server: the libraries, and what was not taken. */
function showResult(needs: PackagesNeeds, server: Server, result: AddResult): void {
  showLibraries(needs);
  needs.session.change(({ refused }) => ({ refused: refusedAfter(refused, server.id, result) }));
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
export function dismissRefused({ session }: PackagesNeeds, targetId: string, name: string | null): void {
  session.change(({ refused }) => ({
    refused: refused.filter((file) => file.targetId !== targetId || (name !== null && file.name !== name)),
  }));
}

/**
 * Whether the files that are given for a server may take it off: only an onboarded one has a use for an offboarding package. On any
 * other it was downloaded in place of the one that onboards, and is refused with that word.
 */
const mayLeave = (server: Server): boolean =>
  server.assess().known?.situation.facts.sensor.onboardingState === 1;

/** Takes files by path into the library of a server. What is wrong with a file is shown, not thrown. */
export async function addPackages(
  needs: PackagesNeeds,
  server: Server,
  paths: readonly string[],
): Promise<AddResult> {
  const result = await libraryOf(needs.libraries, server.target).add(paths, mayLeave(server));
  showResult(needs, server, result);
  return result;
}

/** Takes a public download. What is wrong with it is said where it was asked for: it was given for no server. */
export async function addDownload(needs: PackagesNeeds, practice: boolean, path: string): Promise<AddResult> {
  const { libraries } = needs;
  const result = await (practice ? libraries.practice : libraries.real).add([path]);
  showLibraries(needs);
  return result;
}

/** Takes one file as bytes: what a browser drops, through the same guards. */
export async function addPackageStream(
  needs: PackagesNeeds,
  server: Server,
  name: string,
  bytes: Readable,
  declared: number | null,
): Promise<void> {
  const library = libraryOf(needs.libraries, server.target);
  showResult(needs, server, await library.addStream(name, bytes, declared, mayLeave(server)));
}

/** Takes packages that come with the app for a practice server. Throws `input.invalid` for an unknown id, `target.notAllowed` for a real server. */
export async function addPracticePackages(
  needs: PackagesNeeds,
  server: Server,
  ids: readonly string[],
): Promise<AddResult> {
  const { target } = server.view();
  if (target.kind !== 'practice') throw new GangwayError('target.notAllowed', server.id);
  const paths = ids.map((id) => {
    const found = needs.practiceFiles.find((file) => file.id === id);
    if (found === undefined) throw new GangwayError('input.invalid', id);
    return found.path;
  });
  return addPackages(needs, server, paths);
}

export async function removePackage(needs: PackagesNeeds, practice: boolean, sha256: string): Promise<void> {
  const { libraries } = needs;
  await (practice ? libraries.practice : libraries.real).remove(sha256);
  showLibraries(needs);
}
