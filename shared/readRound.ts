import { z } from 'zod';
import { failureSchema } from './errors';
import { instantSchema } from './facts';
import type { TargetView } from './session';
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

/** So many servers are read at the same time. */
export const readAtOnce = 4;

/**
 * Why a round passes a server over; null where it can be read. A round signs in with what each server's person chose and what
 * is at hand: an account whose password was not given, or was refused, is not tried, and nobody is asked for one.
 */
export function leftOut(
  { busy, inputs, connectedAt }: TargetView,
  isHeld: boolean,
): 'atWork' | 'password' | null {
  if (busy !== 'idle') return 'atWork';
  const named = inputs.connection.account.kind === 'named';
  return named && connectedAt === null && !isHeld ? 'password' : null;
}

/** How many servers of a round stand how. */
export function roundCount({ entries }: ReadRound): Record<ReadEntry['state'], number> {
  const count = { waiting: 0, reading: 0, read: 0, failed: 0, left: 0 };
  for (const { state } of entries) count[state] += 1;
  return count;
}
