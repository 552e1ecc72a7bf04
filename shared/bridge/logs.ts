import { z } from 'zod';
import { instantSchema } from '../model/facts';

/** What a log is, as its content shows. `unknown`: text of a kind that Gangway does not know. */
export const logKinds = [
  'msi',
  'installScript',
  'onboardingScript',
  'transcript',
  'deploymentTool',
  'antivirusTool',
  'analyzer',
  'setup',
  'servicing',
  'events',
  'appEnforce',
  'groupPolicy',
  'journal',
  'report',
  'findings',
  'unknown',
] as const;
export type LogKind = (typeof logKinds)[number];

/** How the bytes of a log are written. */
export const logForms = ['utf8', 'utf16le', 'utf16be', '8bit', 'evtx', 'binary'] as const;
export type LogForm = (typeof logForms)[number];

/**
 * Why a file was not read. A closed set: each has a text. `binary`: it is no text and no event log. `damaged`: it does not hold
 * together. `tooLarge`, `tooMany`: more than the desk takes. `encrypted`: a zip with a password. `nested`: a zip in a zip.
 * `unsafeName`: a name in a zip that leads elsewhere. `link`: a link in a folder. `unreadable`: Windows does not let it be read.
 * `notExamined`: the thread that reads was ended, because the file took too much of this computer.
 */
export const logRefusals = [
  'empty',
  'binary',
  'damaged',
  'tooLarge',
  'tooMany',
  'encrypted',
  'nested',
  'unsafeName',
  'link',
  'unreadable',
  'notExamined',
] as const;
export type LogRefusal = (typeof logRefusals)[number];

export const logLevels = ['information', 'warning', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

const count = z.int().nonnegative();
/** Place of a file on the desk, from 0. */
const place = count;

/** One file on the desk. */
export const logFileSchema = z.strictObject({
  id: place,
  /** Its place inside the folder or zip that was given; never a whole path of this computer. */
  name: z.string(),
  /** The zip that it came out of. */
  inside: z.string().nullable(),
  bytes: count,
  kind: z.enum(logKinds),
  form: z.enum(logForms),
  /** Lines, or events. */
  lines: count,
  warnings: count,
  errors: count,
  /** The computer that it was written on, where it says so. */
  computer: z.string().nullable(),
  clock: z.strictObject({
    /** Its times minus UTC, in minutes; null: not known, and taken as those of the desk. */
    offsetMinutes: z.int().min(-1440).max(1440).nullable(),
    /** Whether the file itself tells it. */
    said: z.boolean(),
  }),
  /** The first and the last moment in it; null where it has no times. */
  from: instantSchema.nullable(),
  to: instantSchema.nullable(),
  share: z.enum(['cause', 'agrees', 'nothing', 'unknown', 'refused']),
  refusal: z.enum(logRefusals).nullable(),
  /** Only its last part was read, because it is larger than the desk takes. */
  cut: z.boolean(),
});
export type LogFile = z.infer<typeof logFileSchema>;

/** One line of a log, or one event. */
export const logLineSchema = z.strictObject({
  file: place,
  /** From 1; of an event its record number. */
  line: count,
  /** UTC; null where nothing tells it. */
  at: instantSchema.nullable(),
  level: z.enum(logLevels),
  text: z.string().max(1000),
  /** The id of an event. */
  event: count.nullable(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** A piece of work that a log tells of, with its beginning and end. */
export const logSpanSchema = z.strictObject({
  file: place,
  /** As the log itself calls it. */
  label: z.string().max(200),
  from: instantSchema,
  to: instantSchema,
});
export type LogSpan = z.infer<typeof logSpanSchema>;

/** What the logs show. */
export const logFindingSchema = z.strictObject({
  signature: z.string(),
  /** Id of a cause or of a known issue (`CauseId` of `findings/cause.ts`, which this floor does not know). */
  cause: z.string(),
  sure: z.enum(['certain', 'likely']),
  /** What the lines name, such as a code or a service, for the words of the cause. */
  values: z.record(z.string(), z.string().max(300)),
  lines: z.array(logLineSchema).min(1).max(12),
});
export type LogFinding = z.infer<typeof logFindingSchema>;

/** The desk on which logs lie, as the pages see it. */
export const logsDeskSchema = z.strictObject({
  state: z.enum(['empty', 'reading', 'read']),
  /** Bytes that were read, and that are there to be read. */
  done: count,
  total: count,
  files: z.array(logFileSchema),
  /** The first is the cause; the others were seen, too. */
  findings: z.array(logFindingSchema),
  spans: z.array(logSpanSchema).max(200),
  /** Where the work that failed ended; null where no log shows it. */
  failing: z.strictObject({ file: place, line: count, at: instantSchema.nullable() }).nullable(),
  /** The clock that the times of logs without a zone are taken for, and whose it is; null: that of this computer. */
  zone: z.strictObject({ offsetMinutes: z.int(), of: z.string().nullable() }),
  lines: count,
  warnings: count,
  errors: count,
});
export type LogsDesk = z.infer<typeof logsDeskSchema>;

/** Which lines are asked for. */
const wish = {
  from: instantSchema.nullable(),
  to: instantSchema.nullable(),
  /** Places of files; empty: all that are known. */
  files: z.array(place).max(1000),
  /** Empty: all. */
  levels: z.array(z.enum(logLevels)),
  /** Case does not count; empty: all. */
  words: z.string().max(200),
};

/** What is asked of the desk. All of it reads. */
export const logsAsked = {
  getLogLines: {
    input: z.strictObject({ ...wish, offset: count, limit: z.int().min(1).max(500) }),
    reply: z.strictObject({ lines: z.array(logLineSchema), total: count }),
  },
  /** How many lines of each level fall into each of `buckets` equal parts of the time between `from` and `to`. */
  getLogLanes: {
    input: z.strictObject({
      ...wish,
      from: instantSchema,
      to: instantSchema,
      buckets: z.int().min(1).max(2000),
    }),
    reply: z.strictObject({
      lanes: z.array(z.strictObject({ file: place, counts: z.array(z.tuple([count, count, count])) })),
    }),
  },
  /**
   * Lines of one file as they stand in it, from the place `from` on (from 1). `around`: the place is that of the line or event of that
   * number (`logLine.line`), and half of the limit stands in front of it.
   */
  getLogText: {
    input: z.strictObject({
      file: place,
      from: z.int().min(1),
      limit: z.int().min(1).max(1000),
      around: z.literal(true).optional(),
    }),
    /** `first`: the place of the first of them; `numbers`: of each, as `logLine.line` tells it. */
    reply: z.strictObject({
      lines: z.array(z.string().max(1000)),
      numbers: z.array(count),
      first: z.int().min(1),
      total: count,
    }),
  },
} as const;
export type LogsAsked = typeof logsAsked;
export type LogsWish = Omit<z.output<LogsAsked['getLogLines']['input']>, 'offset' | 'limit'>;

/** How a desk without logs looks. */
export const emptyDesk = (zone: LogsDesk['zone']): LogsDesk => ({
  state: 'empty',
  done: 0,
  total: 0,
  files: [],
  findings: [],
  spans: [],
  failing: null,
  zone,
  lines: 0,
  warnings: 0,
  errors: 0,
});
