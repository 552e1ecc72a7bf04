import { z } from 'zod';

/** Who protects the server: Defender Antivirus itself (active), or another antivirus beside the sensor (passive). */
export const protectionModeSchema = z.enum(['active', 'passive']);
export type ProtectionMode = z.infer<typeof protectionModeSchema>;

/** What is wanted of each setting of a server. Null leaves it as it is: nothing is ever assumed. */
export const wishesSchema = z.strictObject({
  mode: protectionModeSchema.nullable(),
});
export type Wishes = z.infer<typeof wishesSchema>;

/** Nothing is wanted. */
export const noWishes: Wishes = { mode: null };

/** Wishes as they lie on the disk: those written before a setting was known lack it, and want nothing of it. */
export const storedWishesSchema = z.preprocess(
  (stored) => (typeof stored === 'object' ? { ...noWishes, ...stored } : stored),
  wishesSchema,
);
