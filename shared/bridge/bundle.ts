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

/** A bundle for support as it would be saved. */
const bundleSchema = z.strictObject({
  /** SHA-256 of the zip. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: count,
  files: z.array(z.strictObject({ name: z.string(), bytes: count, hidden: hiddenSchema })),
  hidden: hiddenSchema,
});

const ofOne = { targetId: targetIdSchema, id: bundleSchema.shape.id };

/** The requests of the bundle for support. */
export const bundleRequests = {
  /** Puts together what support needs of a server, and keeps it until the next preview, so that exactly this is saved. */
  previewBundle: {
    input: z.strictObject({ targetId: targetIdSchema, wish: bundleWishSchema }),
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
