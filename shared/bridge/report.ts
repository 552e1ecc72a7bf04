import { z } from 'zod';
import { errorCodeSchema } from '../errors';
import { endpointSchema } from '../model/connection';
import { instantSchema } from '../model/facts';
import { journeyIds } from '../model/journeys';
import { operations } from '../model/operations';
import { searchSchema } from '../model/search';

const text = z.string();
const maybeText = z.string().nullable();
const maybeInstant = instantSchema.nullable();
const says = <S extends z.ZodType>(schema: S, description: string): S => schema.describe(description);
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

/** How a server of the network was reached, and what proved that it is the right one. */
const reportConnectionSchema = z.strictObject({
  askedFor: says(text, 'The name or address that a person gave.'),
  reportedName: says(
    maybeText,
    'The name with domain that the server gave itself; null where none answered.',
  ),
  testedAt: says(maybeInstant, 'When the way was tested to its end; null where the newest test stopped.'),
  endpoint: endpointSchema.nullable(),
  account: says(
    z.strictObject({ kind: z.enum(['me', 'named', 'laps']), userName: maybeText }),
    'Who signed in: the account that ran Gangway (me), another one (named), or one whose password Windows LAPS gave (laps).',
  ),
  vouchedBy: says(
    z.enum(['certificate', 'kerberos', 'trustedHosts', 'nobody']),
    'What stood for the identity of the server. trustedHosts: nothing but the name in that list of the other computer.',
  ),
  thumbprint: says(maybeText, 'SHA-1 of the certificate, where one vouched.'),
  machine: says(
    z.enum(['asExpected', 'confirmed', 'otherAccepted', 'notKnown']),
    'confirmed: asked for by address, looked at by a person. otherAccepted: another name answered and was accepted.',
  ),
  trustedHosts: says(
    z.array(z.strictObject({ name: text, addedAt: instantSchema, takenOutAt: maybeInstant })),
    'Names that were added to TrustedHosts of the computer that made the report; takenOutAt is null while one is there.',
  ),
});

/** A cause as the report tells it. `raw`: what the server showed; null where no answer of the server names it. */
const reportCauseSchema = z.strictObject({
  title: text,
  why: text,
  next: text,
  raw: maybeText,
  source: text,
  doubt: maybeText,
});

/** A search for a cause: what was asked, what was found, and what a person said. */
const reportSearchSchema = z.strictObject({
  symptom: says(maybeText, 'What a person saw; null where everything was asked.'),
  causes: says(z.array(reportCauseSchema), 'Where the search ended, or all that shows, the worst first.'),
  asked: z.array(
    z.strictObject({
      question: text,
      state: z.enum(['good', 'bad', 'ruledOut', 'notKnown', 'notAsked']),
      raw: maybeText,
      source: maybeText,
      readAt: maybeInstant,
    }),
  ),
  told: says(
    z.array(z.strictObject({ at: instantSchema, by: text, what: text })),
    'What happened in the search, in order; by is empty where Gangway was told no name.',
  ),
  record: says(searchSchema.shape.steps, 'The same for machines: Gangway takes a search up from it.'),
});

/**
 * The handover report as data: what `main/report` renders and what is saved as the machine record. Every sentence in it
 * is already in the report's language; headings and the words of closed sets come from `locales/<lang>/report.json`.
 */
export const reportSchema = z.strictObject({
  version: says(
    z.literal([1, 2, 3, 4]),
    'Version 1 tells onboarding alone; version 3 brings searches for a cause; version 4 the name of an action and the code of its failure.',
  ),
  journey: says(z.enum(journeyIds), 'What was done; left out in version 1, which is onboarding.').optional(),
  practice: says(z.boolean(), 'True for a simulated server: nothing in the report happened to a real one.'),
  product: z.strictObject({ name: text, version: text }),
  target: z.strictObject({ name: text, os: text, domain: maybeText }),
  /** Absent for this computer itself, which needs no network. */
  connection: says(reportConnectionSchema, 'How the server was reached over the network.').optional(),
  preparedAt: says(instantSchema, 'When the report was made, by the clock of the computer that made it.'),
  technician: maybeText,
  locale: says(z.enum(['en', 'fr']), 'The language of every sentence in the report.'),
  outcome: z.enum([
    'onboarded',
    'onboardedWaitingForCloud',
    'notOnboarded',
    'maintained',
    'notMaintained',
    'takenOff',
    'notTakenOff',
    'causeFound',
    'causeNotKnown',
    'nothingFound',
    'mended',
  ]),
  mode: says(
    z.strictObject({ chosen: maybeText, observed: maybeText }),
    'The mode that was decided on, and what the server showed at last.',
  ),
  tenant: says(z.strictObject({ orgId: maybeText }), 'The tenant the sensor reports to, as the server says.'),
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
      action: says(text, 'What Gangway calls the action; left out before version 4.').optional(),
      title: text,
      outcome: actionOutcomeSchema,
      startedAt: maybeInstant,
      endedAt: maybeInstant,
      operation: text,
      scriptSha256: says(sha256.nullable(), 'The script as it was sent; docs/operations.md lists them.'),
      parameters: z.array(z.strictObject({ name: text, value: text })),
      native: says(z.number().int().nullable(), 'Exit code of the tool that the operation ran.'),
      failure: says(
        errorCodeSchema.nullable(),
        'What Gangway calls the failure; left out before version 4.',
      ).optional(),
      explanation: maybeText,
      before: maybeText,
      after: maybeText,
    }),
  ),
  packages: z.array(
    z.strictObject({
      name: text,
      kind: text,
      version: maybeText,
      sha256,
      signature: text,
      orgId: maybeText,
      confirmed: says(
        z.strictObject({
          lines: z.number().int(),
          at: instantSchema,
          by: says(text, 'Empty where Gangway was told no name.'),
        }),
        'Lines of the script that are in none of the portal that Gangway knows, and whose word stands for them.',
      ).optional(),
    }),
  ),
  prerequisites: z.array(
    z.strictObject({
      title: text,
      state: z.enum(['passed', 'fixed', 'toFix', 'toKnow', 'waived', 'notProvable']),
      found: maybeText,
      needed: maybeText,
      raw: says(
        z.strictObject({ found: text, needed: maybeText }),
        'The two values as the server and its check have them, before they were put into plain words.',
      ).optional(),
      waiver: z.strictObject({ reason: text, at: instantSchema }).nullable(),
    }),
  ),
  prerequisiteCounts: says(text, 'How many checks there are and how they stand, in one sentence.'),
  /** Absent where the way to the cloud was never tested from the server. */
  cloudTest: says(
    z.strictObject({
      testedAt: instantSchema,
      addresses: operations['Test-Connectivity'].result.shape.hosts,
    }),
    'What the newest test of the cloud addresses found from the server. native: HTTP status, or code of the socket.',
  ).optional(),
  /** Of Troubleshoot alone. */
  search: says(reportSearchSchema, 'How the cause was looked for.').optional(),
  detectionTest: z
    .strictObject({
      sentAt: says(maybeInstant, 'By the clock of the computer that made the report, like every time in it.'),
      alertConfirmed: z
        .strictObject({
          at: instantSchema,
          by: says(text, 'Empty where Gangway was told no name.'),
        })
        .nullable(),
    })
    .nullable(),
  /** Absent where the antivirus was never tested from here. */
  antivirusTest: says(
    operations['Invoke-AntivirusTest'].result,
    'What became of the EICAR file in the newest test of the antivirus, by the clock of the computer that made the report.',
  ).optional(),
  facts: z.array(z.strictObject({ group: text, fact: text, value: text, source: text })),
  runs: z.array(
    z.strictObject({
      runId: text,
      startedAt: instantSchema,
      endedAt: maybeInstant,
      outcome: z.enum(['done', 'needsReboot', 'failed', 'conflict', 'unknown', 'stopped']),
      journalHash: says(sha256, 'Hash of the last entry of the journal: lines cut off its end show, too.'),
      byFiles: says(
        z.strictObject({ clockOff: z.boolean() }),
        'A technician carried it out with run.cmd, and its result was taken in as a file; left out for a run over a session. clockOff: the clock of the server told times that cannot be, and they were moved.',
      ).optional(),
    }),
  ),
  notes: says(z.array(text), 'What the owner of the server should know or do.'),
  unproved: says(z.array(text), 'What nothing on the server proves; never left out.'),
});
export type Report = z.infer<typeof reportSchema>;
