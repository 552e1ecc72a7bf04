import { join } from 'node:path';
import { fleetNotesSchema, noteMoment, type FleetNote } from '../../../shared/model/servers/fleetNotes';
import { openDocument } from '../../disk/document';
import type { Quarantined } from '../../disk/quarantine';

/** What fleets told of the servers of the list, so that the next start of the app knows it, too. */
export interface FleetStore {
  /** Null where nothing was taken in of this server. */
  of(targetId: string): FleetNote | null;
  /** Keeps notes in one write, all or none. A note that is older than the one that is there is left out. Throws `file.unwritable`. */
  keep(notes: Readonly<Record<string, FleetNote>>): Promise<void>;
  /** Throws `file.unwritable`. */
  drop(targetId: string): Promise<void>;
}

/** Opens the notes of a data folder; a broken file is set aside and said, and the notes begin anew. */
export async function openFleetStore(
  dataFolder: string,
  onQuarantine: (found: Quarantined) => void,
): Promise<FleetStore> {
  const stored = await openDocument({
    path: join(dataFolder, 'fleet.json'),
    schema: fleetNotesSchema,
    empty: { version: 1 as const, notes: {} },
    onQuarantine,
  });
  return {
    of: (targetId) => stored.value().notes[targetId] ?? null,
    keep: (notes) =>
      stored.update((kept) => ({
        ...kept,
        notes: {
          ...kept.notes,
          ...Object.fromEntries(
            Object.entries(notes).filter(([id, note]) => {
              const before = kept.notes[id];
              return before === undefined || noteMoment(note) >= noteMoment(before);
            }),
          ),
        },
      })),
    drop: async (targetId) => {
      if (stored.value().notes[targetId] === undefined) return;
      await stored.update((kept) => ({
        ...kept,
        notes: Object.fromEntries(Object.entries(kept.notes).filter(([id]) => id !== targetId)),
      }));
    },
  };
}
