import { z } from 'zod';
import { targetIdSchema } from '../model/target';

const path = z.strictObject({ path: z.string().nullable() });
const nothing = z.strictObject({});

/** What is asked about field kits: folders that are carried to a server, and the files that come back. */
export const fieldRequests = {
  /** Writes the folder of read.cmd where a person says; `path` is null when the dialog was closed. */
  writeFieldReader: { input: nothing, reply: path },
  /** Takes in the facts file that a person picks, and adds the server that it tells of; null when the dialog was closed. */
  importFacts: { input: nothing, reply: z.strictObject({ targetId: targetIdSchema.nullable() }) },
} as const;
