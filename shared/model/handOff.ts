import { z } from 'zod';
import { sharePathSchema } from './catalogue/defenderOperations';
import { sha256Schema } from './packages';
import { targetIdSchema } from './target';
import { protectionModeSchema } from './wishes';

/** The tools that carry a plan out on many servers. */
export const engineIds = ['groupPolicy', 'configurationManager', 'ansible', 'plain'] as const;
export type EngineId = (typeof engineIds)[number];

/**
 * What a hand-off is for. `onboard`: as the plan does. `remove`: takes its settings back and leaves servers onboarded. `offboard`: takes servers
 * out of their tenant. Onboard and offboard are never both in force.
 */
export const directionSchema = z.enum(['onboard', 'remove', 'offboard']);
export type Direction = z.infer<typeof directionSchema>;

/**
 * Windows versions that a fleet is parted by, because each is onboarded in its own way: Server 2012 R2 and 2016 are given the sensor by the
 * installation package, 2019 and later (with 1803 and the half-yearly versions) bring it along.
 */
export const fleetFamilies = ['2012r2', '2016', '2019'] as const;
export type FleetFamily = (typeof fleetFamilies)[number];

/** Letters that no file, XML or command line can hold, or that begin a new line somewhere: they are refused, never repaired. */
const unusable = /[\p{Cc}\u2028\u2029\u{FFFE}\u{FFFF}]|\p{Cs}/u;

/** Whether a text can be put into every format of a hand-off and be read back the same. */
export const isOneLine = (text: string): boolean => !unusable.test(text);

/** A name on one line that a person gives: of a hand-off, a group, an organizational unit. It goes into every format as it is. */
export const nameSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text === text.trim() && isOneLine(text));

/** What policies, applications and roles are called by. */
export const handOffNameSchema = nameSchema.max(60);

/**
 * A folder on a share by its full path. A percent sign would be taken for a variable by preferences of Group Policy and by the task, and a
 * blank at an end gets lost.
 */
export const shareSchema = sharePathSchema.refine(
  (path) =>
    isOneLine(path) && !path.includes('%') && path.split('\\').every((part) => !/^\s|[\s.]$/.test(part)),
);

/** Whether servers read the files from a share: scripts lie in the folder that a tool brings, and settings are taken back by the policy alone. */
export const needsShare = (engine: EngineId, direction: Direction): boolean =>
  engine !== 'plain' && !(engine === 'groupPolicy' && direction === 'remove');

/** What a person chooses on the page; the rest of a hand-off comes from the library, the list, and the plan that is carried over. */
export const handOffChoiceSchema = z.strictObject({
  engine: z.enum(engineIds),
  direction: directionSchema,
  name: handOffNameSchema,
  /** Where the servers read the files; null where the engine needs no share for this direction (`needsShare`). */
  share: shareSchema.nullable(),
  results: shareSchema.nullable(),
  /** Whose files and servers: those of practice, or the real ones. */
  practice: z.boolean(),
  /** The server whose plan is carried over; null: of none, so that nothing is set but what is chosen here. */
  targetId: targetIdSchema.nullable(),
  mode: protectionModeSchema.nullable(),
  families: z.array(z.enum(fleetFamilies)).min(1).max(fleetFamilies.length),
  /** For each Windows version the group of computers that it is for; left out: whoever the engine reaches. Group Policy alone asks for it. */
  groups: z.partialRecord(z.enum(fleetFamilies), nameSchema),
  /** Servers of the list that a person took out. */
  without: z.array(targetIdSchema).max(5000),
  /** Whether offboarding removes the installed sensor, too. */
  uninstall: z.boolean(),
  /** The onboarding or offboarding package by its hash; null: the newest. */
  tenantFile: sha256Schema.nullable(),
});
export type HandOffChoice = z.infer<typeof handOffChoiceSchema>;
