import { join } from 'node:path';
import { z } from 'zod';
import { trustedHostSchema, type TrustedHost } from '../../shared/model/connection';
import { failureOf, GangwayError } from '../../shared/errors';
import { isPracticeId } from '../../shared/model/target';
import { instantSchema } from '../../shared/model/facts';
import { takeTurns } from '../disk/inTurn';
import { openDocument, type StoredDocument } from '../disk/document';
import type { Quarantined } from '../disk/quarantine';
import type { Shell } from '../shell/shell';

const addedSchema = trustedHostSchema.extend({ targetId: z.string() });
/** A name that stood there for a server, and is no longer needed by it; null while another server keeps it there. */
const pastSchema = z.strictObject({
  targetId: z.string(),
  name: trustedHostSchema.shape.name,
  at: instantSchema,
  takenOutAt: instantSchema.nullable(),
});
const documentSchema = z.strictObject({
  version: z.literal(1),
  added: z.array(addedSchema),
  past: z.array(pastSchema).default([]),
});
/** The newest ends are kept, so that a report can tell them. */
const pastKept = 500;
/** When a name stood in TrustedHosts because of Gangway; `takenOutAt` is null while it does. */
export type TrustedSpan = Pick<z.infer<typeof pastSchema>, 'name' | 'at' | 'takenOutAt'>;
type Added = z.infer<typeof addedSchema>;
type Named = Pick<Added, 'name' | 'targetId'>;
type AddedDocument = z.infer<typeof documentSchema>;

/** Names that Gangway put into TrustedHosts of this computer: written down before, taken out again in every case. */
export interface TrustedHosts {
  /** The name that stands there for a server; null where none does because of us. */
  of(targetId: string): TrustedHost | null;
  /** Every time that a name stood there for a server, oldest first. */
  history(targetId: string): readonly TrustedSpan[];
  /**
   * Adds a server's name. Answers false where Windows trusted it already: that stays as it is, now and later. Rejects with
   * `file.unwritable` (nothing was changed then), `target.notElevated`, `winrm.stopped`, `winrm.unchanged`.
   */
  add(targetId: string, name: string): Promise<boolean>;
  /** Takes a server's name out, unless another server needs it. Rejects as `add` does; the name is then still ours. */
  takeBack(targetId: string): Promise<void>;
  /** Takes out every name of this computer and of the practice servers; answers for this computer. Never rejects. */
  takeBackAll(): Promise<TakenBack>;
}

/** What was taken out of TrustedHosts of this computer; practice servers play lists of their own and are not told here. */
export interface TakenBack {
  readonly out: readonly string[];
  readonly left: readonly LeftName[];
  /** Whether the list was, after the last name, what it was before the first of them. */
  readonly asBefore: boolean;
}

/** A name that could not be taken out, and why. */
export interface LeftName {
  readonly name: string;
  readonly code: string;
}

/**
 * Opens what an earlier start of the app left. `listOf` gives the shell whose TrustedHosts belongs to a server: that of
 * this computer, or the practice server itself, which plays it. `onChange` is told whose name was added or removed.
 */
export async function openTrustedHosts(options: {
  readonly dataFolder: string;
  readonly onQuarantine: (found: Quarantined) => void;
  readonly listOf: (targetId: string) => Promise<Pick<Shell, 'run'>>;
  readonly onChange: (targetId: string) => void;
  readonly now: () => number;
}): Promise<TrustedHosts> {
  const { listOf, onChange, now } = options;
  const document: StoredDocument<AddedDocument> = await openDocument({
    path: join(options.dataFolder, 'trusted-hosts.json'),
    schema: documentSchema,
    empty: { version: 1, added: [], past: [] },
    onQuarantine: options.onQuarantine,
  });
  const added = () => document.value().added;
  const find = (targetId: string) => added().find((one) => one.targetId === targetId) ?? null;
  // One after the other: the list is read and written back as a whole.
  const inTurn = takeTurns();
  const put = async (entry: Added) => {
    await document.update((held) => ({ ...held, added: [...held.added, entry] }));
  };
  const drop = async (targetId: string) => {
    await document.update((held) => ({
      ...held,
      added: held.added.filter((one) => one.targetId !== targetId),
    }));
  };
  /** A name is no longer needed for a server; the last one of a name ends the times of all. */
  const retire = async (entry: Added, isOut: boolean) => {
    const { targetId, name, at } = entry;
    const takenOutAt = isOut ? now() : null;
    await document.update((held) => ({
      ...held,
      added: held.added.filter((one) => one.targetId !== targetId),
      past: [
        ...held.past.map((one) =>
          one.takenOutAt === null && isOnOneList(one, entry) ? { ...one, takenOutAt } : one,
        ),
        { targetId, name, at, takenOutAt },
      ].slice(-pastKept),
    }));
    onChange(targetId);
  };
  /** Another server's entry of the same name on the same list. */
  const sharing = (entry: Named) =>
    added().find((one) => one.targetId !== entry.targetId && isOnOneList(one, entry));

  async function addName(targetId: string, name: string): Promise<boolean> {
    if (find(targetId) !== null) return true;
    const list = await listOf(targetId);
    const other = sharing({ name, targetId });
    if (other !== undefined) {
      await put({ ...other, targetId, at: now() });
      onChange(targetId);
      return true;
    }
    const { list: before } = await list.run('Get-TrustedHost', {});
    if (trusts(before, name)) return false;
    // On the disk before anything is changed: what comes after may be cut off anywhere.
    await put({ name, targetId, before, at: now() });
    try {
      const { changed } = await list.run('Set-TrustedHost', { name, trusted: true });
      // Another program added the name a moment before, so it is not our entry.
      if (!changed) await drop(targetId);
      onChange(targetId);
      return changed;
    } catch (error) {
      const now = await list.run('Get-TrustedHost', {}).catch(() => null);
      if (now !== null && !trusts(now.list, name)) await drop(targetId);
      onChange(targetId);
      throw error;
    }
  }

  /** Answers the list after it; null where another server still needs the name. */
  async function takeOut(targetId: string): Promise<string | null> {
    const entry = find(targetId);
    if (entry === null) return null;
    let after: string | null = null;
    if (sharing(entry) === undefined) {
      const list = await listOf(targetId);
      ({ after } = await list.run('Set-TrustedHost', { name: entry.name, trusted: false }));
    }
    await retire(entry, sharing(entry) === undefined);
    return after;
  }

  return {
    of: (targetId) => {
      const entry = find(targetId);
      return entry && { name: entry.name, before: entry.before, at: entry.at };
    },
    history: (targetId) => [
      ...document.value().past.filter((one) => one.targetId === targetId),
      ...added()
        .filter((one) => one.targetId === targetId)
        .map(({ name, at }) => ({ name, at, takenOutAt: null })),
    ],
    add: (targetId, name) => inTurn(() => addName(targetId, name)),
    takeBack: (targetId) =>
      inTurn(async () => {
        await takeOut(targetId);
      }),
    takeBackAll: () =>
      inTurn(async () => {
        const out: string[] = [];
        const left: LeftName[] = [];
        let after: string | null = null;
        const all = [...added()];
        const before = all.find(({ targetId }) => !isPracticeId(targetId))?.before;
        for (const { name, targetId } of all) {
          try {
            const list = await takeOut(targetId);
            if (isPracticeId(targetId)) continue;
            after = list ?? after;
            out.push(name);
          } catch (error) {
            if (!isPracticeId(targetId)) left.push({ name, code: failureOf(error).code });
          }
        }
        return { out: [...new Set(out)], left, asBefore: left.length === 0 && after === before };
      }),
  };
}

/** Whether the entries of two servers are one name on one list: this computer has one, each practice server its own. */
const isOnOneList = (one: Named, other: Named): boolean =>
  one.name === other.name && !isPracticeId(one.targetId) && !isPracticeId(other.targetId);

/** Whether a list of Windows trusts exactly that name, or every one. */
function trusts(list: string, name: string): boolean {
  const names = list.split(',').map((one) => one.trim().toLowerCase());
  return names.includes('*') || names.includes(name.toLowerCase());
}

/** The name of a server as TrustedHosts has it. Throws `input.invalid` for what could be a pattern or a list. */
export function trustedName(host: string): string {
  const name = trustedHostSchema.shape.name.safeParse(host.includes(':') ? `[${host}]` : host);
  if (!name.success) throw new GangwayError('input.invalid', host);
  return name.data;
}
