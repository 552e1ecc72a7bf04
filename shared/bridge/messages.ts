import { z } from 'zod';
import { failureSchema } from '../errors';
import { outputLinesSchema } from './output';
import { sessionSchema } from './session';
import { sessionChangeSchema } from './sessionChange';

/** A request as it crosses the bridge. */
export const requestMessageSchema = z.strictObject({ name: z.string(), input: z.unknown() });

/**
 * Every reply: a value, or an error of the closed set. `revision`: that of the session when the request had done its work, so that a page
 * can wait until it shows what came of it; a file that was sent as bytes is answered without.
 */
export const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    value: z.unknown(),
    revision: z.number().int().nonnegative().optional(),
  }),
  z.strictObject({ ok: z.literal(false), error: failureSchema }),
]);
export type Reply = z.infer<typeof replySchema>;

/**
 * The events: what changed in the session, told from revision to revision; lines of output with their sequence numbers; and the whole
 * session when main sends it once more before it closes.
 */
export const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('change'), change: sessionChangeSchema }),
  z.strictObject({ type: z.literal('snapshot'), session: sessionSchema }),
  z.strictObject({
    type: z.literal('output'),
    runId: z.string().regex(/^[a-z0-9-]{8,64}$/),
    lines: outputLinesSchema,
  }),
]);
export type BridgeEvent = z.infer<typeof eventSchema>;
