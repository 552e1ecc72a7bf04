import { z } from 'zod';
import { instantSchema } from './facts';

const text = z.string();
const maybeText = z.string().nullable();
const maybeInstant = instantSchema.nullable();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** How one action of the plan ended, or `notRun` where the run ended before it. */
const actionOutcomeSchema = z.enum([
  'done',
  'alreadySo',
  'needsReboot',
  'failed',
  'conflict',
  'unknown',
  'stopped',
  'notRun',
]);

/**
 * The handover report as data: what `main/report` renders and what is saved as the machine record. Every sentence in it
 * is already in the report's language; headings and the words of closed sets come from `locales/<lang>/report.json`.
 */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  practice: z.boolean(),
  product: z.strictObject({ name: text, version: text }),
  target: z.strictObject({ name: text, os: text, domain: maybeText }),
  preparedAt: instantSchema,
  technician: maybeText,
  locale: z.enum(['en', 'fr']),
  outcome: z.enum(['onboarded', 'onboardedWaitingForCloud', 'notOnboarded']),
  /** The mode that was decided on, and what the server showed at last. */
  mode: z.strictObject({ chosen: maybeText, observed: maybeText }),
  tenant: z.strictObject({ orgId: maybeText }),
  proofs: z.array(
    z.strictObject({
      key: text,
      state: z.enum(['agrees', 'disagrees', 'waiting', 'notProvable']),
      claim: text,
      source: text,
      readAt: maybeInstant,
      raw: maybeText,
    }),
  ),
  actions: z.array(
    z.strictObject({
      number: z.number().int(),
      title: text,
      outcome: actionOutcomeSchema,
      startedAt: maybeInstant,
      endedAt: maybeInstant,
      operation: text,
      scriptSha256: sha256.nullable(),
      parameters: z.array(z.strictObject({ name: text, value: text })),
      /** Exit code of the tool the operation ran. */
      native: z.number().int().nullable(),
      explanation: maybeText,
      before: maybeText,
      after: maybeText,
    }),
  ),
  packages: z.array(
    z.strictObject({ name: text, kind: text, version: maybeText, sha256, signature: text, orgId: maybeText }),
  ),
  prerequisites: z.array(
    z.strictObject({
      title: text,
      state: z.enum(['passed', 'fixed', 'toFix', 'toKnow', 'waived', 'notProvable']),
      found: maybeText,
      needed: maybeText,
      waiver: z.strictObject({ reason: text, at: instantSchema }).nullable(),
    }),
  ),
  detectionTest: z.strictObject({
    sentAt: maybeInstant,
    alertConfirmed: z.strictObject({ at: instantSchema, by: text }).nullable(),
  }),
  facts: z.array(z.strictObject({ group: text, fact: text, value: text, source: text })),
  runs: z.array(
    z.strictObject({
      runId: text,
      startedAt: instantSchema,
      endedAt: maybeInstant,
      outcome: z.enum(['done', 'needsReboot', 'failed', 'conflict', 'unknown', 'stopped']),
      /** Hash of the last entry of the run's journal: with it, lines cut off the journal's end show too. */
      journalHash: sha256,
    }),
  ),
  /** What the owner of the server should know or do. */
  notes: z.array(text),
  /** What nothing on the server proves; never left out. */
  unproved: z.array(text),
});
export type Report = z.infer<typeof reportSchema>;
