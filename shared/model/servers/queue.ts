import { z } from 'zod';
import { failureSchema } from '../../errors';
import { instantSchema } from '../facts';
import { journeyIds } from '../journeys';
import { targetIdSchema } from '../target';

/**
 * How a server of a queue stands. `waiting`: not begun. `running`: it holds a place. `restarting` and `needsYou` (a restart
 * is required) hold none. `changed`: facts call for another plan than the one that was confirmed, and nothing was started.
 */
export const queueStates = [
  'waiting',
  'running',
  'restarting',
  'needsYou',
  'done',
  'stopped',
  'failed',
  'conflict',
  'unknown',
  'changed',
] as const;
export type QueueState = (typeof queueStates)[number];

/** One server of a queue with the plan that was shown and confirmed for it. */
export const queueEntrySchema = z.strictObject({
  targetId: targetIdSchema,
  /** Whose plan it is. A server is never taken off by a queue. Entries from before there were other journeys lack it. */
  journey: z.enum(journeyIds).exclude(['takeOff']).default('onboard'),
  /** Hash of that plan: another one is never started. */
  planHash: z.string(),
  addedAt: instantSchema,
  state: z.enum(queueStates),
  /** When the queue gave it a place; null before. */
  startedAt: instantSchema.nullable(),
  /** Its run on the server; null before there is one. */
  runId: z.string().nullable(),
  failure: failureSchema.nullable(),
});
export type QueueEntry = z.infer<typeof queueEntrySchema>;

/** The largest number of servers that are changed at once. A person cannot choose more. */
export const queueCap = { least: 1, usual: 3, most: 8 } as const;

/**
 * Servers that wait for their changes, in order. `cap`: how many may run at once. `pilotFirst`: the first runs alone, and
 * the others begin only when one has ended well. `heldBy`: the server whose end stopped the queue.
 */
export const queueSchema = z.strictObject({
  entries: z.array(queueEntrySchema).max(500),
  cap: z.number().int().min(queueCap.least).max(queueCap.most),
  pilotFirst: z.boolean(),
  going: z.boolean(),
  heldBy: targetIdSchema.nullable(),
});
export type Queue = z.infer<typeof queueSchema>;

/** A queue for practice servers and one for real ones: the two never share a list. */
export const queuesSchema = z.strictObject({ practice: queueSchema, real: queueSchema });
export type Queues = z.infer<typeof queuesSchema>;

/** The queues as they lie in `queue.json`. */
export const storedQueuesSchema = queuesSchema.extend({ version: z.literal(1) });

/** A queue that nobody has used yet. */
export const emptyQueue: Queue = {
  entries: [],
  cap: queueCap.usual,
  pilotFirst: true,
  going: false,
  heldBy: null,
};

const one = { targetId: targetIdSchema };
/**
 * What a person does with a queue. `stop` also asks every run of it to stop after its action; `first` moves a waiting
 * server to the front; `clear` takes out what has ended.
 */
export const queueChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start') }),
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('clear') }),
  z.strictObject({ kind: z.literal('first'), ...one }),
  z.strictObject({ kind: z.literal('remove'), ...one }),
  z.strictObject({ kind: z.literal('cap'), cap: queueSchema.shape.cap }),
  z.strictObject({ kind: z.literal('pilotFirst'), on: z.boolean() }),
]);
export type QueueChange = z.infer<typeof queueChangeSchema>;
