import { z } from 'zod';
import { fleetFamilies, handOffChoiceSchema } from '../model/handOff';
import { wishesSchema } from '../model/wishes';

const count = z.number().int().nonnegative();
/** Why an engine leaves a wish out: `handoff:because.<id>`. */
const becauseIds = ['rolesDecide', 'oneByOne', 'withWindows', 'beforeUnknown', 'noWayBack'] as const;
/** What a person has to know of a hand-off: `handoff:note.<id>`. */
const noteIds = [
  'neverBoth',
  'runsOnce',
  'whoWrites',
  'signedScripts',
  'noAnswer',
  'resultsShare',
  'reachesAll',
  'replication',
  'nativePolicy',
  'ansible2012R2',
  'namesLeftOut',
] as const;
/** What a hand-off lacks: `handoff:missing.<id>`. */
const missingIds = ['onboard', 'offboard', 'engine', 'invalid'] as const;

/** A hand-off as it would be written. */
const handOffSchema = z.strictObject({
  files: z.array(
    z.strictObject({ path: z.string(), bytes: count, holds: z.enum(['tenant', 'names', 'nothing']) }),
  ),
  leftOut: z.array(
    z.strictObject({
      wish: wishesSchema.keyof(),
      family: z.enum(fleetFamilies).nullable(),
      because: z.enum(becauseIds),
    }),
  ),
  notes: z.array(
    z.strictObject({
      id: z.enum(noteIds),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** What it lacks; then there are no files. */
  missing: z.enum(missingIds).nullable(),
});
export type HandOffView = z.infer<typeof handOffSchema>;

/** The requests of the hand-off to tools of the fleet. Nothing reaches a server or a domain by them. */
export const handOffRequests = {
  /** What would be written. */
  previewHandOff: { input: handOffChoiceSchema, reply: handOffSchema },
  /**
   * Writes it into a new folder where a person says, and reads it back; `folder` is null when the dialog was closed. Throws
   * `handOff.folderTaken`, `file.unwritable`, `package.missing`.
   */
  writeHandOff: { input: handOffChoiceSchema, reply: z.strictObject({ folder: z.string().nullable() }) },
} as const;
