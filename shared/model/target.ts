import { z } from 'zod';

/** Which simulated server a practice target is: the name of its machine file, e.g. `2016-trellix`. */
export const machineIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);

/**
 * A server we act on. `local` is this computer; `remote` is reached over the network by its canonical address (a name or
 * an IP address); `practice` is a simulated server made from a machine file; `field` is never reached: files are carried to it and back,
 * and its id is made of the identity of its Windows.
 * Ids are stable across starts of the app: they name the files that keep a person's inputs for that server.
 */
export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('local'), id: z.literal('local'), name: z.string() }),
  z.strictObject({
    kind: z.literal('remote'),
    id: z.string().regex(/^remote-[a-z0-9-]{1,80}$/),
    name: z.string(),
    address: z.string().min(1).max(300),
  }),
  z.strictObject({
    kind: z.literal('practice'),
    id: z.string().regex(/^practice-[a-z0-9-]{1,80}$/),
    name: z.string(),
    machine: machineIdSchema,
  }),
  z.strictObject({
    kind: z.literal('field'),
    id: z.string().regex(/^field-[a-z0-9-]{1,80}$/),
    name: z.string(),
  }),
]);
export type Target = z.infer<typeof targetSchema>;

/** Whether Gangway can have a session on a server; to one of the kind `field` files are carried instead. */
export const hasSession = ({ kind }: Target): boolean => kind !== 'field';

/** Whether an id is that of a practice server; a target itself says it by its kind. */
export const isPracticeId = (targetId: string): boolean => targetId.startsWith('practice-');

/** The id of a target: safe as a file name on every system. */
export const targetIdSchema = z.string().regex(/^(local|(practice|remote|field)-[a-z0-9-]{1,80})$/);
