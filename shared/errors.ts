import { z } from 'zod';

/**
 * The closed set of error codes. Each has a title, a cause and one next step in both languages
 * (`locales/<lang>/errors.json`; the type check wants each). "Already so", "restart required" and "canceled"
 * are outcomes of a run and not here; codes of Microsoft's tools are knowledge entries (`knowledge/codes.ts`).
 */
export const errorCodes = [
  'agent.inUse',
  'app.openFolder',
  'bundle.gone',
  'cloud.inspected',
  'cloud.partial',
  'cloud.unreachable',
  'data.inUse',
  'defender.hidden',
  'defender.noPreference',
  'defender.stopped',
  'input.invalid',
  'input.networkPath',
  'internal',
  'journal.unwritable',
  'kit.changed',
  'kit.full',
  'kit.gone',
  'kit.newer',
  'kit.notAKit',
  'kit.notKept',
  'kit.readOnly',
  'kit.sourceChanged',
  'kit.tooLarge',
  'kit.unsafe',
  'laps.failed',
  'laps.missing',
  'laps.noAccount',
  'laps.noDomain',
  'laps.noPassword',
  'laps.notAllowed',
  'laps.sameAgain',
  'credential.dismissed',
  'credential.needed',
  'credential.notAsked',
  'field.changed',
  'field.noMachine',
  'field.notOurs',
  'field.otherGangway',
  'field.otherMachine',
  'field.otherPlan',
  'field.torn',
  'field.twice',
  'file.missing',
  'file.notOpened',
  'file.unwritable',
  'handOff.folderTaken',
  'operation.badParameters',
  'operation.badResult',
  'operation.blocked',
  'operation.canceled',
  'operation.failed',
  'operation.hashMismatch',
  'operation.notFound',
  'operation.timedOut',
  'operation.toolEnded',
  'operation.unknownOutcome',
  'package.expired',
  'package.missing',
  'package.notTrusted',
  'package.otherTenant',
  'package.unconfirmed',
  'plan.changed',
  'run.alreadyStarted',
  'run.brokenRecords',
  'run.folderNotOurs',
  'run.leaseExpired',
  'run.leased',
  'run.notStarted',
  'run.otherUnderWay',
  'sensor.administratorOnly',
  'sensor.notInstalled',
  'sensor.stillOnboarded',
  'sensor.tamperProtected',
  'shell.exited',
  'shell.missing',
  'step.blocked',
  'target.accessDenied',
  'target.badAddress',
  'target.badCertificate',
  'target.byFiles',
  'target.languageMode',
  'target.noManagement',
  'target.notAdministrator',
  'target.notAllowed',
  'target.notElevated',
  'target.notSignedIn',
  'target.notTrusted',
  'target.portClosed',
  'target.quota',
  'target.signInRefused',
  'target.unknownName',
  'target.unconfirmed',
  'target.unreachable',
  'target.unsupported',
  'target.wrongMachine',
  'test.excluded',
  'test.notActive',
  'test.notDetected',
  'test.prepared',
  'test.takenByOther',
  'test.threatStays',
  'toolFolder.notOurs',
  'toolFolder.twice',
  'winrm.stopped',
  'winrm.unchanged',
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export const errorCodeSchema = z.enum(errorCodes);

/** What of an error decides, wherever it is met. */
export interface ErrorTraits {
  /**
   * What it says of the way to the server, and of nothing that runs there. `passing`: out of reach just now, or without room, so that
   * asking again may help. `closed`: only a person opens it again, with a password or by looking at who answers there; no session
   * was opened, and a sign-in that was refused is never tried again.
   */
  readonly way?: 'passing' | 'closed';
  /** The server surely took nothing of a start that failed with it. After any other error it may have. */
  readonly notSent?: true;
  /** What was confirmed does not hold any more: it has to be looked at again, and nothing was done. */
  readonly lookAgain?: true;
  /** `Link.ps1` gives it to any failure of the link; the code of WinRM or of the sign-in beside it says which one. */
  readonly judgedByCode?: true;
  /** Its detail is a value of ours that a page puts into words, and no text of a tool. */
  readonly ownDetail?: true;
}

const traits: Readonly<Partial<Record<ErrorCode, ErrorTraits>>> = {
  'agent.inUse': { lookAgain: true },
  'credential.needed': { way: 'closed', ownDetail: true },
  'input.invalid': { notSent: true },
  'operation.badParameters': { notSent: true },
  'operation.hashMismatch': { notSent: true },
  'operation.notFound': { notSent: true },
  'operation.timedOut': { way: 'passing' },
  'package.expired': { lookAgain: true },
  'package.missing': { lookAgain: true },
  'package.otherTenant': { lookAgain: true },
  'plan.changed': { lookAgain: true },
  'run.folderNotOurs': { notSent: true },
  'run.leaseExpired': { notSent: true },
  'run.leased': { notSent: true },
  'run.otherUnderWay': { notSent: true },
  'shell.exited': { way: 'passing' },
  'shell.missing': { notSent: true },
  'step.blocked': { lookAgain: true },
  'target.accessDenied': { notSent: true, judgedByCode: true },
  'target.badCertificate': { way: 'closed' },
  'target.byFiles': { notSent: true },
  'target.languageMode': { ownDetail: true },
  'target.noManagement': { way: 'passing' },
  'target.notAdministrator': { ownDetail: true },
  'target.notAllowed': { notSent: true },
  'target.notSignedIn': { way: 'closed' },
  'target.notTrusted': { way: 'closed' },
  'target.portClosed': { way: 'passing', ownDetail: true },
  'target.quota': { way: 'passing' },
  'target.signInRefused': { way: 'closed' },
  'target.unconfirmed': { ownDetail: true },
  'target.unknownName': { way: 'passing' },
  'target.unreachable': { way: 'passing', judgedByCode: true },
  'target.unsupported': { ownDetail: true },
  'target.wrongMachine': { way: 'closed', ownDetail: true },
};

/** The traits of a code. */
export const traitsOf = (code: ErrorCode): ErrorTraits => traits[code] ?? {};

/** An error as data: what crosses the bridge and lies in the journal. `detail` is raw text in the tool's own language. */
export const failureSchema = z.strictObject({
  code: errorCodeSchema,
  detail: z.string(),
  /** Exit code of the native tool that failed; null where none is involved. */
  native: z.number().int().nullable(),
});
export type Failure = z.infer<typeof failureSchema>;

/** Thrown inside main; turned into a `Failure` at the edge of the bridge and of a run. */
export class GangwayError extends Error {
  override readonly name = 'GangwayError';
  constructor(
    readonly code: ErrorCode,
    readonly detail = '',
    readonly native: number | null = null,
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
  }
}

/** Any thrown thing as data; what is not ours becomes `internal` with its message. */
export function failureOf(error: unknown): Failure {
  if (error instanceof GangwayError) return { code: error.code, detail: error.detail, native: error.native };
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error), native: null };
}
