import { z } from 'zod';
import { failureSchema } from '../errors';
import { instantSchema } from './facts';
import { targetIdSchema } from './target';

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
