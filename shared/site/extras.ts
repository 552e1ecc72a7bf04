import type { Package } from '../model/packages';

/** What several files of one sort have in common, of which the newest is enough; null for a file that travels with no kit by itself. */
function sortOf({ details }: Package): string | null {
  if (details.kind === 'clientAnalyzer') return details.kind;
  // A revocation list belongs to who made it, and each root is one of its own.
  return details.kind === 'certificateList' ? `${details.list} ${details.name ?? ''}` : null;
}

/**
 * What of the library travels with every kit, although no kit is incomplete without it: the Client Analyzer, and the roots and lists by which
 * Windows judges certificates where it cannot fetch them. The newest of each sort.
 */
export function extrasOf(library: readonly Package[], practice: boolean): Package[] {
  const newest = new Map<string, Package>();
  for (const pkg of library) {
    const sort = pkg.practice === practice ? sortOf(pkg) : null;
    if (sort !== null && pkg.addedAt >= (newest.get(sort)?.addedAt ?? 0)) newest.set(sort, pkg);
  }
  return [...newest.values()];
}

/** The certificate lists among the files of a kit. */
export const certificateListsIn = (packages: readonly Package[]): Package[] =>
  packages.filter(({ kind }) => kind === 'certificateList');
