import type { ServerState } from '../model/facts';
import type { Inputs } from '../model/inputs';
import type { Package, PackageKind } from '../model/packages';
import type { SiteDraft, SiteEntry, SiteReceiver } from '../model/siteKit';
import { packageKinds } from '../knowledge/packageKinds';
import { recogniseOs, type OsFamily } from '../knowledge/os';
import { needsOf, type HandUpdate, type SiteNeeds } from './needs';
import { expectedBytes, sourceOf, type FileSource } from './sources';
import { unknownStates } from './unknownStates';

/** A server of the list as a kit sees it: its name, what was read of it in this session, and what was decided about it. */
export interface ListedServer {
  readonly targetId: string;
  readonly name: string;
  readonly facts: ServerState | null;
  readonly inputs: Inputs;
}

/**
 * For whom a kit is, with what that calls for. `unknown`: nobody read it, so the kit carries all that such a server can need. `read`: by its
 * facts. `unread`: a server of the list whose Windows is not known either. `unsupported`: nothing onboards it here. `gone`: not on the list.
 */
export interface Receiver {
  readonly key: string;
  readonly entry: SiteEntry;
  readonly name: string | null;
  readonly family: OsFamily | null;
  readonly count: number;
  readonly state: 'unknown' | 'read' | 'unread' | 'unsupported' | 'gone';
  readonly needs: SiteNeeds;
}

/** A file of the kit, for whom it is, and where it comes from. `bytes`: null where nobody knows before it is there. */
export interface SiteRow {
  readonly id: string;
  readonly kind: PackageKind;
  readonly kb: string | null;
  readonly weight: 'always' | 'maybe';
  readonly package: Package | null;
  readonly receivers: readonly Receiver[];
  readonly source: FileSource;
  readonly bytes: number | null;
}

/** A kit as it stands: for whom, which files, what somebody brings by hand, and how far it is. */
export interface SitePlan {
  readonly receivers: readonly Receiver[];
  /** Missing files first, then as they are listed everywhere. */
  readonly rows: readonly SiteRow[];
  readonly updates: readonly (HandUpdate & { readonly receivers: readonly Receiver[] })[];
  readonly ready: number;
  readonly missing: number;
  /** Bytes of the files that are there, and of all as far as they are known. */
  readonly readyBytes: number;
  readonly bytes: number;
  /** Whether it lacks nothing: no file, and no server of which nobody knows what it needs. */
  readonly complete: boolean;
}

const nothing: SiteNeeds = { files: [], updates: [] };

/** What names an entry for the pages: two profiles of one Windows are one. */
export const entryKey = (entry: SiteEntry): string =>
  entry.kind === 'profile' ? `profile-${entry.family}` : entry.targetId;

function receiverOf(
  entry: SiteEntry,
  listed: readonly ListedServer[],
  library: readonly Package[],
  practice: boolean,
): Receiver {
  const key = entryKey(entry);
  if (entry.kind === 'profile') {
    const { family, count } = entry;
    const needs = needsOf(unknownStates(family), library, practice);
    return { key, entry, name: null, family, count, state: 'unknown', needs };
  }
  const server = listed.find(({ targetId }) => targetId === entry.targetId);
  const one = { key, entry, name: server?.name ?? entry.targetId, count: 1, needs: nothing };
  if (server === undefined) return { ...one, family: null, state: 'gone' };
  if (server.facts === null) return { ...one, family: null, state: 'unread' };
  const { family, supported } = recogniseOs(server.facts.os);
  if (!supported) return { ...one, family, state: 'unsupported' };
  return {
    ...one,
    family,
    state: 'read',
    needs: needsOf([server.facts], library, practice, server.inputs),
  };
}

/** What a kit is for and holds, by the servers of the list as they were read, the profiles, and the library. Pure. */
export function sitePlan(
  draft: Pick<SiteDraft, 'entries'>,
  listed: readonly ListedServer[],
  library: readonly Package[],
  practice: boolean,
): SitePlan {
  const receivers = draft.entries.map((entry) => receiverOf(entry, listed, library, practice));
  const rows = rowsOf(receivers);
  const there = rows.filter((row) => row.package !== null);
  const sum = (some: readonly SiteRow[]): number => some.reduce((all, { bytes }) => all + (bytes ?? 0), 0);
  const updates = new Map<string, HandUpdate & { receivers: Receiver[] }>();
  for (const receiver of receivers)
    for (const update of receiver.needs.updates) {
      const known = updates.get(update.needed);
      if (known === undefined) updates.set(update.needed, { ...update, receivers: [receiver] });
      else known.receivers.push(receiver);
    }
  return {
    receivers,
    rows,
    updates: [...updates.values()],
    ready: there.length,
    missing: rows.length - there.length,
    readyBytes: sum(there),
    bytes: sum(rows),
    complete:
      receivers.length > 0 &&
      there.length === rows.length &&
      receivers.every(({ state }) => state === 'unknown' || state === 'read'),
  };
}

function rowsOf(receivers: readonly Receiver[]): SiteRow[] {
  const rows = new Map<string, SiteRow & { receivers: Receiver[] }>();
  for (const receiver of receivers)
    for (const { kind, kb, package: file, weight } of receiver.needs.files) {
      const id = [kind, kb, file?.sha256].filter(Boolean).join('-');
      const known = rows.get(id);
      if (known !== undefined) {
        known.receivers.push(receiver);
        if (weight === 'always') rows.set(id, { ...known, weight });
        continue;
      }
      const bytes = file?.bytes ?? expectedBytes[kind] ?? null;
      rows.set(id, {
        id,
        kind,
        kb,
        weight,
        package: file,
        receivers: [receiver],
        source: sourceOf(kind, kb),
        bytes,
      });
    }
  const place = ({ kind }: SiteRow): number => packageKinds.findIndex((entry) => entry.kind === kind);
  const isThere = (row: SiteRow): number => (row.package === null ? 0 : 1);
  return [...rows.values()].sort((a, b) => isThere(a) - isThere(b) || place(a) - place(b));
}

/** So many servers a row is for. */
export const serversOf = (receivers: readonly Pick<Receiver, 'count'>[]): number =>
  receivers.reduce((all, { count }) => all + count, 0);

/** A receiver as a kit names it, without the list of servers; null where nobody knows its Windows. */
export const writtenReceiver = ({ name, family, count }: Receiver): SiteReceiver | null =>
  family === null ? null : { name, family, count };
