import { z } from 'zod';
import { instantSchema } from '../facts';
import { targetIdSchema } from '../target';

/**
 * How a server stands by what a fleet tells of it. `onboarded` and `offboarded`: as it says itself; `notYet`: nothing is wrong, and it is not
 * there yet; `conflict`: it belongs to another tenant; `unknown`: it could not be read, or nothing certain is said; `failed`: the step says where.
 */
export const outcomeSchema = z.enum(['onboarded', 'offboarded', 'notYet', 'conflict', 'unknown', 'failed']);
export type FleetOutcome = z.infer<typeof outcomeSchema>;

/** A text on one line without any control letter. */
export const oneLine = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u);

/** Where an answer comes from. `result`: a file that a server left; `table`: our columns as CSV; `list`: a list whose columns a person named. */
export const answerSourceSchema = z.enum(['result', 'table', 'list']);

/** What a fleet told of one server. It is a hint with a date and a place, and never a proof: a server that is read says it itself. */
export const fleetAnswerSchema = z.strictObject({
  outcome: outcomeSchema,
  /** When the server, or the list, says that this was so; null where nothing says when. Milliseconds since 1970 UTC. */
  at: instantSchema.nullable(),
  from: answerSourceSchema,
  /** The file that it was read from, by its name. */
  file: oneLine(260),
  /** The hand-off that the server carried out; null where that is not told. */
  handOff: oneLine(60).nullable(),
  windows: oneLine(200).nullable(),
  /** What the server or the list says beside it. */
  detail: oneLine(1000).nullable(),
});
export type FleetAnswer = z.infer<typeof fleetAnswerSchema>;

/** An answer as the list of servers keeps it. */
export const fleetNoteSchema = fleetAnswerSchema.extend({
  /** When a person took it into the list, by this computer's clock. */
  takenAt: instantSchema,
});
export type FleetNote = z.infer<typeof fleetNoteSchema>;

/** The newest answer of each server, as they lie in `fleet.json`. */
export const fleetNotesSchema = z.strictObject({
  version: z.literal(1),
  notes: z.record(targetIdSchema, fleetNoteSchema),
});
export type FleetNotes = z.infer<typeof fleetNotesSchema>;

/** The moment that an answer stands for: its own, else that at which it was taken. */
export const noteMoment = ({ at, takenAt }: Pick<FleetNote, 'at' | 'takenAt'>): number => at ?? takenAt;
