import type { Failure } from '../../shared/errors';

/** True for a failure of the way to the server, which the Connect page tests. Pure. */
export const isOfTheLink = ({ code }: Failure): boolean =>
  code.startsWith('target.') || code.startsWith('shell.');
