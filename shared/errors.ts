import { z } from 'zod';

/**
 * The closed set of error codes. Each has a title, a cause and one next step in both languages
 * (`locales/<lang>/errors.json`, complete by test). "Already so", "restart required" and "canceled"
 * are outcomes of a run and not here; codes of Microsoft's tools are knowledge entries (`knowledge/codes.ts`).
 */
export const errorCodes = [
  'app.openFolder',
  'cloud.inspected',
  'cloud.unreachable',
  'data.inUse',
  'input.invalid',
  'input.networkPath',
  'internal',
  'journal.unwritable',
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
  'file.missing',
  'file.notOpened',
  'file.unwritable',
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
  'package.missing',
  'package.notTrusted',
  'package.unconfirmed',
  'plan.changed',
  'run.alreadyStarted',
  'run.brokenRecords',
  'run.folderNotOurs',
  'run.leaseExpired',
  'run.leased',
  'run.notStarted',
  'run.otherUnderWay',
  'shell.exited',
  'shell.missing',
  'step.blocked',
  'target.accessDenied',
  'target.badAddress',
  'target.badCertificate',
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
  'test.prepared',
  'winrm.stopped',
  'winrm.unchanged',
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export const errorCodeSchema = z.enum(errorCodes);

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
