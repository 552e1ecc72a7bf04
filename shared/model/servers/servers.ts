import { z } from 'zod';
import { instantSchema } from '../facts';
import { targetIdSchema } from '../target';

/** A word that a person gives servers to find them together, e.g. a site or a wave. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^\P{Cc}+$/u);

/** The tags of one server: none of them twice. */
export const tagsSchema = z.array(tagSchema).max(20);

/**
 * What a target id does not contain, as `servers.json` keeps it: the servers of the network and by files that somebody added, and the tags
 * and the time of the last reading of every server, practice servers and this computer among them. Neither accounts nor
 * progress nor anything that was read are in here.
 */
export const serversSchema = z.strictObject({
  version: z.literal(1),
  servers: z.array(
    z.strictObject({
      id: z.string().regex(/^remote-[a-z0-9-]{1,80}$/),
      /** Canonical name or address (`main/connect/address.ts`). */
      address: z.string().min(1).max(300),
      addedAt: instantSchema,
    }),
  ),
  /** Servers that are worked on by files, with the name that Windows gives itself. Left out: none. */
  field: z
    .array(
      z.strictObject({ id: z.string().regex(/^field-[a-z0-9-]{1,80}$/), name: z.string().min(1).max(300) }),
    )
    .optional(),
  /** Servers of every kind in the order in which they were added. */
  order: z.array(targetIdSchema).default([]),
  tags: z.record(targetIdSchema, tagsSchema).default({}),
  /** When facts of a server arrived last, to about a minute. The facts themselves are read again. */
  readAt: z.record(targetIdSchema, instantSchema).default({}),
});
export type Servers = z.infer<typeof serversSchema>;
