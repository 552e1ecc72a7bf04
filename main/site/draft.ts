import { GangwayError } from '../../shared/errors';
import type { SiteChange } from '../../shared/bridge/site';
import {
  emptyDraft,
  mostEntries,
  type KnownKit,
  type SiteDraft,
  type SiteEntry,
} from '../../shared/model/siteKit';
import { entryKey } from '../../shared/site/siteRows';

/**
 * The kit that is put together after one change. `onList`: the ids of servers a kit of this sort may name. Throws `input.invalid` for a server
 * that is not among them, an unknown kit, or more lines than a kit has. Pure.
 */
export function changedDraft(
  draft: SiteDraft,
  change: SiteChange,
  onList: ReadonlySet<string>,
  known: readonly KnownKit[],
): SiteDraft {
  switch (change.kind) {
    case 'name':
      return { ...draft, name: change.name };
    case 'way':
      return { ...draft, way: change.way };
    case 'dropProgram':
      return { ...draft, program: null };
    case 'empty':
      return emptyDraft;
    case 'profile': {
      const { family, count } = change;
      return { ...draft, entries: withProfile(draft.entries, family, count) };
    }
    case 'servers': {
      const unknown = change.targetIds.find((id) => !onList.has(id));
      if (unknown !== undefined) throw new GangwayError('input.invalid', unknown);
      const servers = [...new Set(change.targetIds)].map((targetId): SiteEntry => ({
        kind: 'server',
        targetId,
      }));
      const entries = [...draft.entries.filter(({ kind }) => kind === 'profile'), ...servers];
      if (entries.length > mostEntries) throw new GangwayError('input.invalid', `${entries.length} entries`);
      return { ...draft, entries };
    }
    case 'again': {
      const kit = known.find(({ kitId }) => kitId === change.kitId);
      if (kit?.draft == null) throw new GangwayError('input.invalid', change.kitId);
      const entries = kit.draft.entries.filter(
        (entry) => entry.kind === 'profile' || onList.has(entry.targetId),
      );
      return { ...kit.draft, entries, program: null };
    }
  }
}

/** The entries with so many servers of a profile, at the place where it stands; none takes it out. */
function withProfile(
  entries: readonly SiteEntry[],
  family: Extract<SiteEntry, { kind: 'profile' }>['family'],
  count: number,
): SiteEntry[] {
  const profile: SiteEntry = { kind: 'profile', family, count: Math.max(1, count) };
  const key = entryKey(profile);
  if (count === 0) return entries.filter((entry) => entryKey(entry) !== key);
  return entries.some((entry) => entryKey(entry) === key)
    ? entries.map((entry) => (entryKey(entry) === key ? profile : entry))
    : [...entries, profile];
}
