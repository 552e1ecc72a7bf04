import { z } from 'zod';
import { fieldKitSchema, type FieldKit } from '../../shared/bridge/session';
import { furtherReadsSchema } from '../../shared/model/furtherReads';
import { instantSchema, serverStateSchema } from '../../shared/model/facts';
import { openDocument } from '../disk/document';
import type { Quarantined } from '../disk/quarantine';
import { fieldFactsPath } from '../servers/server';

const readSchema = z.strictObject({
  /** When the server was read, by its own clock. */
  at: instantSchema,
  machineId: z.string(),
  facts: serverStateSchema,
  /** What a search reads beyond them; left out where an earlier read.cmd did not read it. */
  further: furtherReadsSchema.optional(),
});
/** What a file told of a server last. */
export type FieldRead = z.infer<typeof readSchema>;

const documentSchema = z.strictObject({
  version: z.literal(1),
  read: readSchema.nullable(),
  /** The newest folder with run.cmd; left out: none was written. */
  kit: fieldKitSchema.optional(),
});

/** What files told of servers, so that the next start of the app knows it, too. */
export interface FieldStore {
  /** Null where no file was taken in, or what was kept is broken (it is set aside and said). */
  read(targetId: string): Promise<FieldRead | null>;
  /** The newest folder with run.cmd of a server; null where none was written. */
  kit(targetId: string): Promise<FieldKit | null>;
  /** Throws `file.unwritable`. */
  keepKit(targetId: string, kit: FieldKit): Promise<void>;
  /** Throws `file.unwritable`. */
  keep(targetId: string, read: FieldRead): Promise<void>;
}

/** The facts that files brought, one document a server. */
export function createFieldStore(dataFolder: string, onQuarantine: (found: Quarantined) => void): FieldStore {
  const open = (targetId: string) =>
    openDocument({
      path: fieldFactsPath(dataFolder, targetId),
      schema: documentSchema,
      empty: { version: 1 as const, read: null },
      onQuarantine,
    });
  return {
    read: async (targetId) => (await open(targetId)).value().read,
    kit: async (targetId) => (await open(targetId)).value().kit ?? null,
    keepKit: async (targetId, kit) => (await open(targetId)).update((kept) => ({ ...kept, kit })),
    keep: async (targetId, read) => (await open(targetId)).update((kept) => ({ ...kept, read })),
  };
}
