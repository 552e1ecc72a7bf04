import type { ErrorCode, Failure } from '../../shared/errors';
import { explainWinrm } from '../../shared/knowledge/winrm';

/** Codes that `Link.ps1` gives failures of the link; any other is the operation's own, whatever code a tool ended with. */
const ofTheLink: readonly ErrorCode[] = ['target.unreachable', 'target.accessDenied'];

/** A failure with the error that its native code stands for: codes of WinRM and of signing in decide, never words. */
export function judged(failure: Failure): Failure {
  const known = failure.native === null ? null : explainWinrm(failure.native);
  return known === null ? failure : { ...failure, code: known.error };
}

/** `judged` for failures of the link (`target.quota`, `target.signInRefused`, ...); what is not of the link stays as it is. */
export const linkFailure = (failure: Failure): Failure =>
  ofTheLink.includes(failure.code) ? judged(failure) : failure;
