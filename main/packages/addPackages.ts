import type { Readable } from 'node:stream';
import { GangwayError } from '../../shared/errors';
import type { AddResult } from '../../shared/model/packages';
import type { Recipient } from '../../shared/model/recipient';
import type { Session } from '../../shared/bridge/session';
import type { PackagesNeeds } from './needs';
import type { Giving } from './recipient';

type Refused = Session['refused'];

/** How many refused files are kept in view, for each to whom files were given. */
const refusedShown = 20;

/** Shows both libraries as they are now. */
export function showLibraries({ libraries, session }: PackagesNeeds): void {
  const { real, practice } = libraries;
  session.change(() => ({ libraries: { real: real.list(), practice: practice.list() } }));
}

/** Shows what came of files that were given: the libraries, and what was not taken. */
function showResult(needs: PackagesNeeds, to: Recipient, result: AddResult): void {
  showLibraries(needs);
  needs.session.change(({ refused }) => ({ refused: refusedAfter(refused, to, result) }));
}

/**
 * The refused files after more were given for a server or to a library, its newest first. They stay until somebody dismisses them, because a
 * browser hands files over one by one; a file that is given again is judged anew. Those of others stay as they are. Pure.
 */
export function refusedAfter(
  before: Readonly<Refused>,
  to: Recipient,
  { added, refused }: AddResult,
): Refused {
  const again = new Set([
    ...refused.map((file) => file.name),
    ...added.flatMap((pkg) => [pkg.name, pkg.from]),
  ]);
  const own = before.filter((file) => file.to === to && !again.has(file.name));
  return [
    ...[...refused.map((file) => ({ ...file, to })), ...own].slice(0, refusedShown),
    ...before.filter((file) => file.to !== to),
  ];
}

/** Takes refused files out of sight: the one of that name, or all that were given there. */
export function dismissRefused({ session }: PackagesNeeds, to: Recipient, name: string | null): void {
  session.change(({ refused }) => ({
    refused: refused.filter((file) => file.to !== to || (name !== null && file.name !== name)),
  }));
}

/** Takes files by path. What is wrong with a file is shown, not thrown. */
export async function addPackages(
  needs: PackagesNeeds,
  { to, library, mayLeave }: Giving,
  paths: readonly string[],
): Promise<AddResult> {
  const result = await needs.libraries[library].add(paths, mayLeave);
  showResult(needs, to, result);
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
  { to, library, mayLeave }: Giving,
  name: string,
  bytes: Readable,
  declared: number | null,
): Promise<void> {
  showResult(needs, to, await needs.libraries[library].addStream(name, bytes, declared, mayLeave));
}

/** Takes packages that come with the app for practice. Throws `input.invalid` for an unknown id, `target.notAllowed` where real files are kept. */
export async function addPracticePackages(
  needs: PackagesNeeds,
  giving: Giving,
  ids: readonly string[],
): Promise<AddResult> {
  if (giving.library !== 'practice') throw new GangwayError('target.notAllowed', giving.to);
  const paths = ids.map((id) => {
    const found = needs.practiceFiles.find((file) => file.id === id);
    if (found === undefined) throw new GangwayError('input.invalid', id);
    return found.path;
  });
  return addPackages(needs, giving, paths);
}

export async function removePackage(needs: PackagesNeeds, practice: boolean, sha256: string): Promise<void> {
  const { libraries } = needs;
  await (practice ? libraries.practice : libraries.real).remove(sha256);
  showLibraries(needs);
}
