import { z } from 'zod';
import { failureSchema } from '../errors';
import { instantSchema } from '../model/facts';
import { packageKindSchema, refusedFileSchema, sha256Schema } from '../model/packages';
import {
  emptyDraft,
  knownKitSchema,
  lackSchema,
  mostEntries,
  siteDraftSchema,
  siteEntrySchema,
  siteNameSchema,
  siteReceiverSchema,
  siteWaySchema,
} from '../model/siteKit';
import { targetIdSchema } from '../model/target';

/** What is under way with a kit. Bytes; `file`: the one that is looked at now. */
const workSchema = z.strictObject({
  kind: z.enum(['writing', 'opening', 'filling', 'hashing']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  file: z.string().nullable(),
  stopAsked: z.boolean(),
});

/** A file of an opened kit as it was found. */
const openedFileSchema = z.strictObject({
  path: z.string(),
  name: z.string(),
  kind: z.enum([...packageKindSchema.options, 'page', 'program', 'field']),
  kb: z.string().nullable(),
  version: z.string().nullable(),
  bytes: z.int().nonnegative(),
  sha256: sha256Schema,
  state: z.enum(['whole', 'absent', 'short', 'long', 'changed', 'unreadable']),
});
export type OpenedFile = z.infer<typeof openedFileSchema>;

/** A kit that was opened: every byte of it was read once, and this is what was found. */
export const openedKitSchema = z.strictObject({
  kitId: z.uuid(),
  name: siteNameSchema,
  practice: z.boolean(),
  by: z.string(),
  gangway: z.string(),
  writtenAt: instantSchema,
  openedAt: instantSchema,
  way: siteWaySchema.nullable(),
  form: z.enum(['folder', 'zip']),
  place: z.string(),
  receivers: z.array(siteReceiverSchema.extend({ needs: z.int().nonnegative(), lacks: z.array(lackSchema) })),
  /** How many files its servers call for, each counted once. */
  asked: z.int().nonnegative(),
  files: z.array(openedFileSchema),
  /** Files that lie there and belong to no kit, the first of them by name, and how many there are. They are not taken. */
  foreign: z.strictObject({ names: z.array(z.string()).max(20), count: z.int().nonnegative() }),
  /** Whether the time at which it was written fits the clock of this computer. */
  clock: z.enum(['fine', 'future', 'old']),
  /** What came of filling the library with it; null while nobody did. */
  filled: z
    .strictObject({
      added: z.int().nonnegative(),
      there: z.int().nonnegative(),
      refused: z.array(refusedFileSchema),
    })
    .nullable(),
});
export type OpenedKit = z.infer<typeof openedKitSchema>;

/** The desk of the kits: the one that is put together, those that are known here, the one that is open, and what is under way. */
export const siteDeskSchema = z.strictObject({
  /** Whether kits here hold practice packages: so where no real server is offered. */
  practice: z.boolean(),
  draft: siteDraftSchema,
  known: z.array(knownKitSchema),
  work: workSchema.nullable(),
  opened: openedKitSchema.nullable(),
  /** The kit that was written last in this session; its place is shown. */
  written: z.strictObject({ kitId: z.uuid(), place: z.string(), missing: z.int().nonnegative() }).nullable(),
  /** Why the last piece of work ended early. */
  failure: failureSchema.nullable(),
});
export type SiteDesk = z.infer<typeof siteDeskSchema>;

/** The desk before anything was put together or opened. */
export const emptySites = (practice: boolean): SiteDesk => ({
  practice,
  draft: emptyDraft,
  known: [],
  work: null,
  opened: null,
  written: null,
  failure: null,
});

/** One change of the kit that is put together. */
export const siteChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('name'), name: siteNameSchema }),
  /** So many servers of a profile; none takes it out. */
  z.strictObject({
    kind: z.literal('profile'),
    family: siteEntrySchema.options[0].shape.family,
    count: z.int().min(0).max(999),
  }),
  z.strictObject({ kind: z.literal('servers'), targetIds: z.array(targetIdSchema).max(mostEntries) }),
  z.strictObject({ kind: z.literal('way'), way: siteWaySchema.nullable() }),
  z.strictObject({ kind: z.literal('dropProgram') }),
  /** Begins anew with what a kit of this computer was put together from. */
  z.strictObject({ kind: z.literal('again'), kitId: z.uuid() }),
  z.strictObject({ kind: z.literal('empty') }),
]);
export type SiteChange = z.infer<typeof siteChangeSchema>;
