import { type ErrorCode, type Failure, GangwayError } from '../../shared/errors';

/** The server cannot be reached just now, or has no room: waiting and asking again may help. */
const passing: readonly ErrorCode[] = [
  'shell.exited',
  'target.unreachable',
  'operation.timedOut',
  'target.quota',
  'target.portClosed',
  'target.noManagement',
  'target.unknownName',
];

/** No waiting helps: a person must give a password, or look at who answers there. */
const closed: readonly ErrorCode[] = [
  'credential.needed',
  'target.signInRefused',
  'target.notSignedIn',
  'target.badCertificate',
  'target.notTrusted',
  'target.wrongMachine',
];

const isOneOf = (error: unknown, codes: readonly ErrorCode[]): error is GangwayError =>
  error instanceof GangwayError && codes.includes(error.code);

/** Errors that say nothing of what runs on the server, only of the way to it, and that may pass by themselves. */
export const isLinkError = (error: unknown): boolean => isOneOf(error, passing);

/** Errors of the way to a server that only a person can open again. A sign-in that was refused is never tried again. */
export const isWayClosed = (error: unknown): error is GangwayError => isOneOf(error, closed);

/**
 * Thrown where an action that was sent cannot be followed any longer: nothing is known of its end, so it has neither
 * failed nor ended. Its run is interrupted, and whoever connects again follows it on.
 */
export class ContactEnded extends GangwayError {
  constructor({ code, detail, native }: Failure) {
    super(code, detail, native);
  }
}
