import { z } from 'zod';
import { journeyIds } from '../model/journeys';
import { targetIdSchema } from '../model/target';

const path = z.strictObject({ path: z.string().nullable() });
const target = { targetId: targetIdSchema };
const nothing = z.strictObject({});

/** What is asked about field kits: folders that are carried to a server, and the files that come back. */
export const fieldRequests = {
  /** Writes the folder of read.cmd where a person says; `path` is null when the dialog was closed. */
  writeFieldReader: { input: nothing, reply: path },
  /** Takes in the facts file that a person picks, and adds the server that it tells of; null when the dialog was closed. */
  importFacts: { input: nothing, reply: z.strictObject({ targetId: targetIdSchema.nullable() }) },
  /** Confirms the plan that was shown as `startPlan` does, and writes it into a folder with run.cmd; `path` is null when the dialog was closed. */
  writeFieldRun: {
    input: z.strictObject({ ...target, journey: z.enum(journeyIds), planHash: z.string(), name: z.string() }),
    reply: path,
  },
  /**
   * Takes in the result of run.cmd that a person picks; `taken: false` when the dialog was closed. `partial`: one that ends in the middle, too,
   * as far as it is whole.
   */
  importFieldResult: {
    input: z.strictObject({ ...target, partial: z.boolean() }),
    reply: z.strictObject({ taken: z.boolean() }),
  },
  /** Lets a practice server play run.cmd of its newest folder, and takes in the result. */
  playFieldRun: { input: z.strictObject(target), reply: nothing },
} as const;
