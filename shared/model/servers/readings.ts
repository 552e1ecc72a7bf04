import { z } from 'zod';
import { antivirusMode, antivirusModes } from '../antivirus/antivirusMode';
import { failureSchema } from '../../errors';
import { instantSchema, unreadable, type ServerState } from '../facts';
import { targetIdSchema } from '../target';

/** How many days of readings are kept of a server. */
const kept = 30;

/** What a reading found of a server, in short: enough to say later how it stood. */
export const readingSchema = z.strictObject({
  /** When the facts arrived, by this computer's clock. */
  at: instantSchema,
  /** Whether the sensor says it is onboarded; null where that could not be read. */
  onboarded: z.boolean().nullable(),
  mode: z.enum(antivirusModes),
});
export type Reading = z.infer<typeof readingSchema>;

/** The readings of a server as they lie in `readings/<id>.json`, the oldest first. One day has one: the last of it. */
export const readingsSchema = z.strictObject({
  version: z.literal(1),
  readings: z.array(readingSchema).max(kept),
});
export type Readings = z.infer<typeof readingsSchema>;

/** What is kept of facts that arrived at this time. */
export const readingOf = (facts: ServerState, at: number): Reading => ({
  at,
  onboarded: unreadable(facts, 'sensor.onboardingState') === null ? facts.sensor.onboardingState === 1 : null,
  mode: antivirusMode(facts),
});

const day = (at: number): number => Math.floor(at / 86_400_000);

/** The readings with one more. It takes the place of what was read on the same day (UTC); the oldest make room. */
export const withReading = (readings: readonly Reading[], one: Reading): Reading[] =>
  [...readings.filter(({ at }) => day(at) !== day(one.at)), one].sort((a, b) => a.at - b.at).slice(-kept);

/** Why a server of a round was not read: something is at work there, its password is not at hand, or a person stopped the round. */
const leftSchema = z.enum(['atWork', 'password', 'stopped']);
export type LeftOut = z.infer<typeof leftSchema>;

/** One reading after another over a list of servers, begun by one press. The results stay until the next round. */
export const readRoundSchema = z.strictObject({
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  /** A person asked to stop: what is being read is called off, and nothing more begins. */
  stopAsked: z.boolean(),
  entries: z.array(
    z.strictObject({
      targetId: targetIdSchema,
      state: z.enum(['waiting', 'reading', 'read', 'failed', 'left']),
      /** For `left` alone. */
      why: leftSchema.nullable(),
      /** For `failed` alone. */
      failure: failureSchema.nullable(),
    }),
  ),
});
export type ReadRound = z.infer<typeof readRoundSchema>;
export type ReadEntry = ReadRound['entries'][number];

/** A round for practice servers and one for real ones; null until somebody began one. */
export const readRoundsSchema = z.strictObject({
  practice: readRoundSchema.nullable(),
  real: readRoundSchema.nullable(),
});
