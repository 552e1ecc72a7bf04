import { z } from 'zod';
import { instantSchema } from './facts';

/** A word that a person gives servers to find them together, e.g. a site or a wave. */
export const tagSchema = z.string().trim().min(1).max(40);

/**
 * The servers of the network that somebody added, as they lie in `servers.json`: what a target id cannot tell. Neither
 * accounts nor progress are in here.
 */
export const serversSchema = z.strictObject({
  version: z.literal(1),
  servers: z.array(
    z.strictObject({
      id: z.string().regex(/^remote-[a-z0-9-]{1,80}$/),
      /** Canonical name or address (`main/connect/address.ts`). */
      address: z.string().min(1).max(300),
      tags: z.array(tagSchema).max(20),
      addedAt: instantSchema,
    }),
  ),
});
export type Servers = z.infer<typeof serversSchema>;
