import type { Package } from '../model/packages';
import type { SiteDraft } from '../model/siteKit';
import { sitePlan, type ListedServer } from './siteRows';

/** A kit that takes files of the library: its own name, and what it is put together from. */
export interface KitOfFiles {
  readonly id: string;
  readonly name: string;
  readonly draft: SiteDraft;
}

/**
 * The kits that take each file of a library as they stand now, by its SHA-256: those that were put together here, and the one under work. What
 * an older one holds on its stick is in its own list. Pure.
 */
export function kitsOf(
  kits: readonly KitOfFiles[],
  listed: readonly ListedServer[],
  library: readonly Package[],
  practice: boolean,
): ReadonlyMap<string, readonly KitOfFiles[]> {
  const users = new Map<string, KitOfFiles[]>();
  for (const kit of kits)
    for (const { package: file } of sitePlan(kit.draft, listed, library, practice).rows)
      if (file !== null) users.set(file.sha256, [...(users.get(file.sha256) ?? []), kit]);
  return users;
}
