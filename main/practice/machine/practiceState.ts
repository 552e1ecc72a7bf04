import { z } from 'zod';
import { instantSchema } from '../../../shared/model/facts';
import { leaseSchema } from '../../../shared/model/lease';
import { kitFileSchema } from '../../../shared/model/kit';
import { recordSchema } from '../../../shared/bridge/records';
import { machineIdSchema } from '../../../shared/model/target';
import { machineSchema } from './machine';

/** Something that happens to the machine while an action runs: a patch at an instant of the machine's clock. */
const timedEffectSchema = z.strictObject({
  at: instantSchema,
  /** How many records come before it: at the same instant, that tells what a stop between two stages leaves out. */
  n: z.number().int().nonnegative().default(0),
  /** Name in `effects.json`, or null when `patch` says it all. */
  name: z.string().nullable(),
  patch: z.record(z.string(), z.unknown()),
  values: z.record(z.string(), z.string()),
});
export type TimedEffect = z.infer<typeof timedEffectSchema>;

/**
 * One detached action. Its whole course is written down when it starts, each record with the instant at which it
 * appears; following it is reading up to where the clock is, so a run goes on while nobody looks.
 */
const practiceRunSchema = z.strictObject({
  runId: z.string(),
  nn: z.number().int().min(1),
  operation: z.string(),
  startedAt: instantSchema,
  records: z.array(recordSchema),
  /** Effects that are still to come, in order. */
  effects: z.array(timedEffectSchema),
  /** When a restart of the server ended it in the middle; its outcome is then unknown. */
  cutAt: instantSchema.nullable(),
  /** What it would have gone on with, where it was asked to stop between two stages. */
  left: z
    .strictObject({ records: z.array(recordSchema), effects: z.array(timedEffectSchema) })
    .nullable()
    .default(null),
});
export type PracticeRun = z.infer<typeof practiceRunSchema>;

/** Everything a practice server received, oldest first; `at` is the real clock. `bytes`: what a copy sent over the network. */
const receivedSchema = z.strictObject({
  operation: z.string(),
  kind: z.enum(['read', 'change', 'probe', 'follow', 'stop', 'lease']),
  at: instantSchema,
  bytes: z.number().int().nonnegative().optional(),
});
export type Received = z.infer<typeof receivedSchema>;

/** The file that keeps a practice server between two starts of the app. */
export const practiceStateSchema = z.strictObject({
  schema: z.literal(1),
  scenario: machineIdSchema,
  /** The real clock (epoch ms) at which `time` was right. */
  seenAt: z.number(),
  /** The machine's clock (epoch ms). It goes as any clock does, so that what it dates agrees with all other times. */
  time: z.number(),
  /** How many times faster than usual work goes on the machine. */
  speed: z.number().positive(),
  /** The link is down between these instants of the real clock; until 0 = it was not cut. */
  linkDownFrom: z.number().default(0),
  linkDownUntil: z.number(),
  /** A fault chosen in the practice banner; the faults of the scenario itself lie in the machine. */
  fault: z.string(),
  restart: z.strictObject({ downAt: instantSchema, upAt: instantSchema, down: z.boolean() }).nullable(),
  machine: machineSchema,
  runs: z.array(practiceRunSchema),
  received: z.array(receivedSchema),
  /** Copies that are not over: the file, and how many bytes of it have arrived. */
  parts: z.array(kitFileSchema).default([]),
  /** Who holds the server for a run, and the number of that run's last action, whose end gives it back. */
  lease: leaseSchema.nullable().default(null),
  lastOfLease: z.number().int().nullable().default(null),
});
export type PracticeState = z.infer<typeof practiceStateSchema>;
