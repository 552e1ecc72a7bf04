import { GangwayError, traitsOf, type Failure } from '../../shared/errors';

const hasWay = (error: unknown, way: 'passing' | 'closed'): error is GangwayError =>
  error instanceof GangwayError && traitsOf(error.code).way === way;

/** Errors that say nothing of what runs on the server, only of the way to it, and that may pass by themselves. */
export const isLinkError = (error: unknown): boolean => hasWay(error, 'passing');

/** Errors of the way to a server that only a person can open again. A sign-in that was refused is never tried again. */
export const isWayClosed = (error: unknown): error is GangwayError => hasWay(error, 'closed');

/**
 * Thrown where an action that was sent cannot be followed any longer: nothing is known of its end, so it has neither
 * failed nor ended. Its run is interrupted, and the next connection follows it again.
 */
export class ContactEnded extends GangwayError {
  constructor({ code, detail, native }: Failure) {
    super(code, detail, native);
  }
}
