import { z } from 'zod';
import { instantSchema } from './facts';
import { packageKindSchema, sha256Schema } from './packages';
import { targetIdSchema } from './target';

/** Versions of Windows for which a kit can be built before anybody read a server of them. */
export const profileFamilies = ['2012r2', '2016', '2019', '2022', '2025'] as const;
export const profileFamilySchema = z.enum(profileFamilies);
export type ProfileFamily = z.infer<typeof profileFamilySchema>;

/** So many servers of one profile, and so many lines, one kit is for at most. */
export const mostOfProfile = 999;
export const mostEntries = 200;

/** For whom a kit is: a server of the list, or so many servers of a Windows that nobody read yet. */
export const siteEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('profile'),
    family: profileFamilySchema,
    count: z.int().min(1).max(mostOfProfile),
  }),
  z.strictObject({ kind: z.literal('server'), targetId: targetIdSchema }),
]);
export type SiteEntry = z.infer<typeof siteEntrySchema>;

/**
 * How a site reaches the cloud. `none`: not at all, so that only the antivirus works there. `staticProxy`: a proxy for the sensor and
 * the antivirus alone. `winHttp`: a proxy for the whole machine. `serviceTags`: a firewall that lets Microsoft's address ranges pass.
 * `relay`: a computer between that passes the bytes on unopened.
 */
export const siteWays = ['none', 'staticProxy', 'winHttp', 'serviceTags', 'relay'] as const;
export const siteWaySchema = z.enum(siteWays);
export type SiteWay = z.infer<typeof siteWaySchema>;

/** Gangway itself, as the zip that a person pointed to: Gangway cannot prove what is in it, so its hash is noted. */
export const siteProgramSchema = z.strictObject({
  name: z.string().min(1).max(255),
  bytes: z.int().positive(),
  sha256: sha256Schema,
});
export type SiteProgram = z.infer<typeof siteProgramSchema>;

/** The name of a site, as a person writes it: one line. */
export const siteNameSchema = z
  .string()
  .trim()
  .max(60)
  .regex(/^\P{Cc}*$/u);

/** A kit that is being put together. */
export const siteDraftSchema = z.strictObject({
  name: siteNameSchema,
  entries: z.array(siteEntrySchema).max(mostEntries),
  /** Null: nobody has said. */
  way: siteWaySchema.nullable(),
  program: siteProgramSchema.nullable(),
});
export type SiteDraft = z.infer<typeof siteDraftSchema>;

export const emptyDraft: SiteDraft = { name: '', entries: [], way: null, program: null };

/** A file that a kit lacks, and why: nobody had it, or it is not what was written. */
export const lackSchema = z.strictObject({
  kind: packageKindSchema,
  kb: z.string().nullable(),
  why: z.enum(['notInKit', 'absent', 'short', 'long', 'changed', 'unreadable']),
});
export type Lack = z.infer<typeof lackSchema>;

/** For whom a kit was written, as its pages say it without the list of servers. */
export const siteReceiverSchema = z.strictObject({
  /** Name of the server; null for a profile. */
  name: z.string().min(1).max(300).nullable(),
  /** Name of the Windows under `os` in `knowledge.json`. */
  family: z.string().regex(/^[a-zA-Z0-9]{2,20}$/),
  count: z.int().min(1).max(mostOfProfile),
});
export type SiteReceiver = z.infer<typeof siteReceiverSchema>;

/** A kit that was written or opened on this computer. */
export const knownKitSchema = z.strictObject({
  kitId: z.uuid(),
  name: siteNameSchema,
  practice: z.boolean(),
  /** When it was written, by the clock of the computer that wrote it, and when it was seen here last. */
  writtenAt: instantSchema,
  seenAt: instantSchema,
  by: z.string().max(200),
  receivers: z.array(siteReceiverSchema).max(mostEntries),
  /** What it was put together from; null for a kit that was written elsewhere. */
  draft: siteDraftSchema.nullable(),
  files: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  form: z.enum(['folder', 'zip']),
  place: z.string().min(1).max(1000),
});
export type KnownKit = z.infer<typeof knownKitSchema>;

/** The kits of this computer, and the one that is being put together, as they lie on its disk. */
export const sitesSchema = z.strictObject({
  version: z.literal(1),
  draft: siteDraftSchema,
  known: z.array(knownKitSchema).max(200),
});
export type Sites = z.infer<typeof sitesSchema>;
