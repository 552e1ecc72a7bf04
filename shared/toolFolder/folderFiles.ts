import { oldServerUpdates, type OldServerUpdate } from '../model/toolFolder';
import type { Package } from '../model/packages';

/** The files that a folder for Server 2008 R2 can hold, as a library has them. */
export interface FolderFiles {
  /** The newest first. */
  readonly tools: readonly Package[];
  readonly onboarding: readonly Package[];
  /** The updates that the tool asks for; null: the library has none of that number. */
  readonly updates: readonly { readonly kb: OldServerUpdate; readonly package: Package | null }[];
}

/** What a library has for such a folder. An update counts for 64 bits alone, as Server 2008 R2 has. */
export function folderFiles(library: readonly Package[], practice: boolean): FolderFiles {
  const newest = library
    .filter((one) => one.practice === practice)
    .toSorted((one, other) => other.addedAt - one.addedAt);
  const updateOf = (kb: OldServerUpdate): Package | null =>
    newest.find(
      ({ details }) =>
        details.kind === 'windowsUpdate' && details.kb === kb && details.architecture === 'x64',
    ) ?? null;
  return {
    tools: newest.filter(({ kind }) => kind === 'deploymentTool'),
    onboarding: newest.filter(({ kind }) => kind === 'onboardingFile'),
    updates: oldServerUpdates.map((kb) => ({ kb, package: updateOf(kb) })),
  };
}
