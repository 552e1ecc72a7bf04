import type { ErrorCode, Failure } from '../../shared/errors';
import { explainWinrm } from '../../shared/knowledge/winrm';

/** Codes that `Link.ps1` gives failures of the link; any other is the operation's own, whatever code a tool ended with. */
const ofTheLink: readonly ErrorCode[] = ['target.unreachable', 'target.accessDenied'];

/**
 * A failure of the link with the error that its native code stands for: codes of WinRM and of signing in decide, never
 * words (`target.quota`, `target.signInRefused`, ...). What is not known, or not of the link, stays as it is.
 */
export function linkFailure(failure: Failure): Failure {
  if (failure.native === null || !ofTheLink.includes(failure.code)) return failure;
  const known = explainWinrm(failure.native);
  return known === null ? failure : { ...failure, code: known.error };
}
