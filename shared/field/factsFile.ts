import { z } from 'zod';
import { serverIdentitySchema } from '../model/connection';
import { instantSchema, serverStateSchema } from '../model/facts';
import { furtherReads } from '../model/furtherReads';
import { sha256Schema } from '../model/packages';

/** A script as a field kit brings it: its name in `main/operations` and the SHA-256 of its bytes. */
export const kitScriptSchema = z.strictObject({ name: z.string(), sha256: sha256Schema });
export type KitScript = z.infer<typeof kitScriptSchema>;

/** The one file that read.cmd leaves: who the server is and what is true of it, by its own clock. `hash` is over all that stands before it. */
export const factsFileSchema = z.strictObject({
  format: z.literal('gangway-facts'),
  v: z.literal(1),
  at: instantSchema,
  /** Version of the Gangway that wrote read.cmd. */
  gangway: z.string(),
  scripts: z.array(kitScriptSchema),
  identity: serverIdentitySchema,
  facts: serverStateSchema,
  /** What a search reads beyond the facts: each result, or the code and words with which the reading failed. An earlier read.cmd leaves it out. */
  further: z
    .array(
      z.strictObject({
        name: z.enum(furtherReads),
        at: instantSchema,
        value: z.unknown(),
        code: z.string(),
        text: z.string(),
      }),
    )
    .optional(),
  hash: sha256Schema,
});
export type FactsFile = z.infer<typeof factsFileSchema>;

/** Events older than this (ms) prove nothing about today's onboarding and are not read. */
export const eventsReachMs = 30 * 24 * 60 * 60_000;

/** The id of a server that files are carried to, from the identity of its Windows; null where that could not be read. */
export function fieldIdOf(machineId: string | null): string | null {
  const safe = (machineId ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-')
    .slice(0, 80);
  return safe === '' ? null : `field-${safe}`;
}
