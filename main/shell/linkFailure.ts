import { traitsOf, type Failure } from '../../shared/errors';
import { explainWinrm } from '../../shared/knowledge/winrm';

/** A failure with the error that its native code stands for: codes of WinRM and of signing in decide, never words. */
export function judged(failure: Failure): Failure {
  const known = failure.native === null ? null : explainWinrm(failure.native);
  return known === null ? failure : { ...failure, code: known.error };
}

/** `judged` for failures of the link (`target.quota`, `target.signInRefused`, ...). Other errors stay as they are. */
export const linkFailure = (failure: Failure): Failure =>
  traitsOf(failure.code).judgedByCode ? judged(failure) : failure;
