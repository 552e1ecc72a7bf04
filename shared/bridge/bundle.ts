import { z } from 'zod';
import { targetIdSchema } from '../model/target';

const count = z.number().int().nonnegative();

/** What was replaced, by kind. Names are counted each time they stand there. */
export const hiddenSchema = z.strictObject({
  secrets: count,
  people: count,
  domains: count,
  servers: count,
  tenants: count,
});
export type Hidden = z.infer<typeof hiddenSchema>;

/** What a person wants hidden beside secrets, which always are. `names`: of people, domains and servers. */
export const bundleWishSchema = z.strictObject({ names: z.boolean(), tenant: z.boolean() });
export type BundleWish = z.infer<typeof bundleWishSchema>;

/** Of what a bundle is made: a server, or the logs that lie open. */
export const bundleOfSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('server'), targetId: targetIdSchema }),
  z.strictObject({ kind: z.literal('logs') }),
]);
export type BundleOf = z.infer<typeof bundleOfSchema>;

/** A bundle for support as it would be saved. */
const bundleSchema = z.strictObject({
  /** SHA-256 of the zip. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: count,
  files: z.array(
    z.strictObject({
      name: z.string(),
      /** The log that it was made of, by the name under which it lies open; the bundle has that name only where names are shown. */
      source: z.string().nullable(),
      bytes: count,
      hidden: hiddenSchema,
    }),
  ),
  hidden: hiddenSchema,
});

const ofOne = { of: bundleOfSchema, id: bundleSchema.shape.id };

/** The requests of the bundle for support. */
export const bundleRequests = {
  /** Puts together what support needs, and keeps it until the next preview, so that exactly this is saved. Logs: until they change or are closed. */
  previewBundle: {
    input: z.strictObject({ of: bundleOfSchema, wish: bundleWishSchema }),
    reply: bundleSchema,
  },
  /** The text of one file of that preview. `cut`: only its beginning is given. Throws `bundle.gone`. */
  readBundleFile: {
    input: z.strictObject({ ...ofOne, name: z.string().max(300) }),
    reply: z.strictObject({ text: z.string(), cut: z.boolean() }),
  },
  /** Saves that preview where a person says; `path` is null when the dialog was closed. Throws `bundle.gone`, `file.unwritable`. */
  saveBundle: { input: z.strictObject(ofOne), reply: z.strictObject({ path: z.string().nullable() }) },
} as const;
