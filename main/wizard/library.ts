import type { Readable } from 'node:stream';
import { GangwayError } from '../../shared/errors';
import type { AddResult, RefusedFile } from '../../shared/packages';
import type { Context } from './context';

/** How many refused files are kept in view. */
const refusedShown = 20;

/**
 * Shows both libraries as they are now, and the refused files, the newest first. They stay, because a browser hands files
 * over one by one; a file that is offered again is judged anew.
 */
function show(context: Context, result: AddResult | null): void {
  const { real, practice } = context.libraries;
  context.session.change((session) => ({
    libraries: { real: real.list(), practice: practice.list() },
    refused: result === null ? session.refused : refusedAfter(session.refused, result),
  }));
}

/** The refused files after one more was offered. Pure. */
export function refusedAfter(before: readonly RefusedFile[], { added, refused }: AddResult): RefusedFile[] {
  const again = new Set([
    ...refused.map((file) => file.name),
    ...added.flatMap((pkg) => [pkg.name, pkg.from]),
  ]);
  return [...refused, ...before.filter((file) => !again.has(file.name))].slice(0, refusedShown);
}

const pick = (context: Context, practice: boolean) =>
  practice ? context.libraries.practice : context.libraries.real;

/** Takes files by path into a library. What is wrong with a file is shown, not thrown. */
export async function addPackages(
  context: Context,
  practice: boolean,
  paths: readonly string[],
): Promise<AddResult> {
  const result = await pick(context, practice).add(paths);
  show(context, result);
  return result;
}

/** Takes one file as bytes: what a browser drops, through the same guards. */
export async function addPackageStream(
  context: Context,
  practice: boolean,
  name: string,
  bytes: Readable,
): Promise<void> {
  show(context, await pick(context, practice).addStream(name, bytes));
}

/** Takes packages that come with the app into the practice library. Throws `input.invalid` for an unknown id. */
export async function addPracticePackages(context: Context, ids: readonly string[]): Promise<AddResult> {
  const paths = ids.map((id) => {
    const found = context.practiceFiles.find((file) => file.id === id);
    if (found === undefined) throw new GangwayError('input.invalid', id);
    return found.path;
  });
  return addPackages(context, true, paths);
}

export async function removePackage(context: Context, practice: boolean, sha256: string): Promise<void> {
  await pick(context, practice).remove(sha256);
  show(context, null);
}
