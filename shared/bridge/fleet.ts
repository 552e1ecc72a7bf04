import { z } from 'zod';
import { fleetAnswerSchema, oneLine, outcomeSchema } from '../model/servers/fleetNotes';

const nothing = z.strictObject({});
const count = z.int().nonnegative();
const column = z.int().nonnegative().max(199);

/** Guards of what is read at once: files of a folder, bytes of one file and of all, and answers that are kept. */
export const fleetLimits = {
  files: 5000,
  fileBytes: 10 * 1024 ** 2,
  allBytes: 64 * 1024 ** 2,
  answers: 5000,
  lists: 5,
  refused: 100,
  /** New servers that are taken at one press, as many as a list of servers may have. */
  newAtOnce: 500,
} as const;

/** Why a file, or an answer in it, is not taken: `results:refused.<id>`. */
export const refusedIds = [
  'unreadable',
  'tooLarge',
  'tooManyFiles',
  'tooManyAnswers',
  'tooManyLists',
  'binary',
  'empty',
  'notJson',
  'otherVersion',
  'badShape',
  'otherName',
  'future',
  'badName',
  'notPractice',
  'nameless',
  'notTable',
  'tooManyRows',
  'tooManyColumns',
  'longField',
  'openQuote',
] as const;
export type RefusedId = (typeof refusedIds)[number];

/** Which column of a list is what, by their place from 0; null: none. `meanings`: what the words of the column `outcome` mean. */
export const listColumnsSchema = z.strictObject({
  name: column.nullable(),
  outcome: column.nullable(),
  at: column.nullable(),
  detail: column.nullable(),
  meanings: z.record(z.string().max(100), outcomeSchema),
});
export type ListColumns = z.infer<typeof listColumnsSchema>;
/** What a person changed of them; the rest stays, so that two changes in a row never lose each other. */
const changedColumnsSchema = listColumnsSchema.partial();
export type ChangedColumns = z.infer<typeof changedColumnsSchema>;

/** An answer with the name that the fleet has for its server. */
export const namedAnswerSchema = fleetAnswerSchema.extend({ name: oneLine(255).min(1) });
export type NamedAnswer = z.infer<typeof namedAnswerSchema>;

/** The newest answer of one server, and how many older ones there were of it. */
const readAnswerSchema = namedAnswerSchema.extend({ older: count });
export type ReadAnswer = z.infer<typeof readAnswerSchema>;

/** A list whose columns a person names before anything of it counts. */
const fleetListSchema = z.strictObject({
  id: count,
  file: z.string(),
  columns: z.array(z.string()),
  /** Its first rows, cut. */
  samples: z.array(z.array(z.string())),
  rows: count,
  chosen: listColumnsSchema,
  /** The words of the column `outcome` with how often they come; null where there are too many of them, or no such column. */
  words: z.array(z.strictObject({ word: z.string(), count })).nullable(),
  confirmed: z.boolean(),
});
export type FleetList = z.infer<typeof fleetListSchema>;

/** What was read of a fleet and not yet taken. Nothing of it is kept when the app closes. */
export const fleetDeskSchema = z.strictObject({
  /** Whose servers it is about. */
  practice: z.boolean(),
  /** How many files were read. */
  files: count,
  answers: z.array(readAnswerSchema).max(fleetLimits.answers),
  lists: z.array(fleetListSchema).max(fleetLimits.lists),
  refused: z.array(
    z.strictObject({ file: z.string(), name: z.string().nullable(), why: z.enum(refusedIds) }),
  ),
  /** Refused files and answers beyond those. */
  refusedMore: count,
});
export type FleetDesk = z.infer<typeof fleetDeskSchema>;

/** Nothing was read yet. */
export const emptyFleet: FleetDesk = {
  practice: false,
  files: 0,
  answers: [],
  lists: [],
  refused: [],
  refusedMore: 0,
};

/** The requests about results of a fleet. What was read arrives as the part `fleet` of the session. Nothing reaches a server by them. */
export const fleetRequests = {
  /** Asks for a folder or for files with the system's dialog and reads them (Electron only). */
  pickFleet: {
    input: z.strictObject({ practice: z.boolean(), what: z.enum(['folder', 'files']) }),
    reply: nothing,
  },
  /** Reads files or folders that were dropped (Electron only). Throws `input.networkPath` for a path to a share: those are picked. */
  readFleet: {
    input: z.strictObject({ practice: z.boolean(), paths: z.array(z.string().max(1000)).min(1).max(100) }),
    reply: nothing,
  },
  /** Lets a practice fleet answer: results as its servers would leave them, and a list of the portal. */
  playFleet: { input: nothing, reply: nothing },
  /** Says of columns of a list what they are, and of its words what they mean; `confirmed`: its rows count from now on. Throws `input.invalid` for a list or column that is not there. */
  nameColumns: {
    input: z.strictObject({ list: count, chosen: changedColumnsSchema, confirmed: z.boolean() }),
    reply: nothing,
  },
  clearFleet: { input: nothing, reply: nothing },
  /**
   * Takes what was read into the list: servers of the list are noted, and with `add` those that are not in it are added. Throws `step.blocked`
   * where nothing was read, `file.unwritable`.
   */
  takeFleet: {
    input: z.strictObject({ practice: z.boolean(), add: z.boolean() }),
    reply: z.strictObject({ added: count, noted: count }),
  },
} as const;
