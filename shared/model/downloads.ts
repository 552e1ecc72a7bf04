import { z } from 'zod';
import { instantSchema } from './facts';
import { packageKindSchema } from './packages';

/**
 * Why a download failed. A closed set: each has a title, a cause and one next step under `failure.<reason>` in
 * `locales/{en,fr}/download.json`. Stopping on request is no failure.
 */
export const downloadFailures = [
  'offline',
  'proxy',
  'cut',
  'stalled',
  'redirected',
  'gone',
  'busy',
  'refused',
  'webPage',
  'tooLarge',
  'changing',
  'notThatFile',
  'notStored',
] as const;
export type DownloadFailure = (typeof downloadFailures)[number];

/** A public download as the pages show it: what is known before it is asked for, and how it stands. Sizes in bytes. */
export const downloadViewSchema = z.strictObject({
  id: z.string(),
  kind: packageKindSchema,
  /** Number of the Windows update, for that kind only. */
  kb: z.string().nullable(),
  fileName: z.string(),
  /** The host that is asked first; a person sees it before anything is sent. */
  host: z.string(),
  /** More than this is never taken. The true size is known only when the host has answered. */
  atMost: z.int().positive(),
  /** Library that takes it. In the product always the real one: nothing public is a practice package. */
  practice: z.boolean(),
  /** Whether the address was not verified. */
  doubtful: z.boolean(),
  state: z.enum(['rest', 'asking', 'receiving', 'checking', 'done', 'failed']),
  /** Bytes that lie on the disk. At rest above 0: a part that the next try goes on from. */
  received: z.int().nonnegative(),
  total: z.int().positive().nullable(),
  /** Bytes per second over the last seconds; null while unknown. */
  rate: z.number().nonnegative().nullable(),
  /** Why a part was dropped and the file begun again: it had changed, or the host cannot continue. */
  again: z.enum(['changed', 'noResume']).nullable(),
  failure: z.strictObject({ reason: z.enum(downloadFailures), detail: z.string() }).nullable(),
});
export type DownloadView = z.infer<typeof downloadViewSchema>;

/** The watch over the download folder as the pages show it. */
export const watchViewSchema = z.strictObject({
  /** The folder that is or would be watched; null where this carrier has none. */
  folder: z.string().nullable(),
  /** `timeUp` and `folderGone` ended a watch that nobody stopped. */
  state: z.enum(['off', 'watching', 'timeUp', 'folderGone']),
  /** Library that takes what arrives. */
  practice: z.boolean(),
  /** When the watch ends by itself. */
  until: instantSchema.nullable(),
  /** Names of files that are still being written. */
  arriving: z.array(z.string()),
  /** Files that were offered to the library since the watch began, the newest first. */
  offered: z.array(z.strictObject({ name: z.string(), at: instantSchema, taken: z.boolean() })),
});
export type WatchView = z.infer<typeof watchViewSchema>;
