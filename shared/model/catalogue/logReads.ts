import { z } from 'zod';
import { instantSchema, unreadableSchema } from '../facts';
import { minutes, operation } from './operationParts';

/** Bringing logs of a server. It only looks. */
export const logReadOperations = {
  'Get-LogFile': operation({
    kind: 'read',
    runs: 'session',
    cancel: 'immediate',
    silenceMs: 60_000,
    limitMs: minutes(3),
    params: z.strictObject({
      /** Of one log, and of all: the last ones, and the newest. */
      bytes: z
        .int()
        .min(1024)
        .max(8 * 1024 * 1024),
      total: z
        .int()
        .min(1024)
        .max(32 * 1024 * 1024),
    }),
    result: z.strictObject({
      readAt: instantSchema,
      /** The server's clock minus UTC. */
      offsetMinutes: z.int(),
      files: z.array(
        z.strictObject({
          path: z.string(),
          size: z.int().nonnegative(),
          modifiedAt: instantSchema,
          /** Its last part, packed with gzip, as base64. */
          content: z.base64(),
        }),
      ),
      unreadable: z.array(z.strictObject({ path: z.string(), reason: unreadableSchema.shape.reason })),
    }),
  }),
} as const;
