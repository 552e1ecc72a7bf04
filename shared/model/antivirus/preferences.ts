import { z } from 'zod';
import { exclusionChangeSchema, exclusionListsSchema } from './exclusions';

/** A list of exclusions; null where it is kept from the reader, and then it is named in `unreadable` (`N/A: …` stands in its place). */
const listSchema = z.array(z.string()).nullable();

/**
 * What Get-MpPreference says of Defender Antivirus: what is in force, wherever it was set. Null where its platform has no
 * property of that name.
 */
export const preferencesSchema = z.strictObject({
  /** EnableNetworkProtection: 0 off, 1 blocks, 2 only records (set-mppreference). */
  enableNetworkProtection: z.number().int().nullable(),
  allowNetworkProtectionOnWinServer: z.boolean().nullable(),
  /** Server 2012 R2 and 2016 ask for this one, too (enable-network-protection). */
  allowNetworkProtectionDownLevel: z.boolean().nullable(),
  allowDatagramProcessingOnWinServer: z.boolean().nullable(),
  /** The proxy of the antivirus; null where it has none of its own. */
  proxyServer: z.string().nullable(),
  exclusions: z.strictObject({ paths: listSchema, extensions: listSchema, processes: listSchema }),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** The preferences that can be set, by Windows' own names. A proxy of null is taken away. */
export const preferenceValuesSchema = z.strictObject({
  AllowNetworkProtectionOnWinServer: z.boolean().optional(),
  AllowNetworkProtectionDownLevel: z.boolean().optional(),
  AllowDatagramProcessingOnWinServer: z.boolean().optional(),
  EnableNetworkProtection: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  ProxyServer: z
    .string()
    .regex(/^https?:\/\/[A-Za-z0-9.-]+:\d{1,5}$/)
    .nullable()
    .optional(),
});
export type PreferenceValues = z.infer<typeof preferenceValuesSchema>;

/** What `Set-DefenderPreference` is to do. `exactly` puts the lists back to what they were, whatever is in them now. */
export const preferenceChangeSchema = z.strictObject({
  values: preferenceValuesSchema,
  exclusions: z.union([exclusionChangeSchema, z.strictObject({ exactly: exclusionListsSchema })]).nullable(),
});

/** What it did: each value that it touched, by Windows' own name, as text before and afterwards; null where the platform has none. */
export const changedPreferencesSchema = z.strictObject({
  changed: z.boolean(),
  values: z.array(
    z.strictObject({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
