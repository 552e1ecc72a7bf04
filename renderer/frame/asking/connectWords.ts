import type { Say } from '../../../shared/locales/keys';
import type { Connection } from '../../../shared/model/connection';
import { traitsOf, type Failure } from '../../../shared/errors';
import { codeForm } from '../../../shared/knowledge/codeForm';
import { faultMessage } from '../../../shared/knowledge/faultMessage';
import { explainWinrm } from '../../../shared/knowledge/winrm';
import { failureText, type FailureWords } from '../failureText';

/** The words for a failure of the way to a server, and the code behind them in both forms in which it is looked up. */
export interface ConnectWords extends FailureWords {
  /** Null where no code was given. */
  readonly code: string | null;
}

/**
 * The words for a stopped rung: what its code means where WinRM or the sign-in gave one that is known, else those of the
 * error. The code itself always stays; `raw` is the tool's own sentence, taken out of its XML. `flaws`: what was found in a
 * certificate that was refused.
 */
export function connectWords(t: Say, failure: Failure, flaws: Connection['flaws'] = null): ConnectWords {
  const { native } = failure;
  const detail = traitsOf(failure.code).ownDetail ? '' : faultMessage(failure.detail);
  const words = failureText(t, { ...failure, detail, native: null });
  if (native === null) {
    const port = failure.code === 'target.portClosed' ? onlyPort(failure.detail) : null;
    if (port === null) return { ...words, code: null };
    const [cause, next] = [t('connect:onePort.cause', { port }), t('connect:onePort.next')];
    return { ...words, title: t('connect:onePort.title', { port }), cause, next, code: null };
  }
  const code = t('connect:codeLine', { code: codeForm(native) });
  const known = explainWinrm(native);
  if (known === null) return { ...words, code };
  if (known.key === 'certificate' && flaws !== null) {
    // Windows does not name the flaw. The page names those that were found in the certificate, and what to do about the first.
    const [first = 'none' as const, ...others] = flaws;
    const cause = [first, ...others].map((flaw) => t(`connect:flaw.${flaw}.cause`)).join(' ');
    return { ...words, cause, next: t(`connect:flaw.${first}.next`), code };
  }
  return {
    ...words,
    cause: t(`connect:code.${known.key}.cause`),
    next: t(`connect:code.${known.key}.next`),
    doubt: known.doubt === null ? null : t(`knowledge:${known.doubt}`),
    code,
  };
}

/** The only port that was tried, as the ladder tells it; null when both were tried, or when it is not known. */
function onlyPort(detail: string): string | null {
  const tried = detail.match(/\b598[56]\b/g) ?? [];
  return tried.length === 1 ? tried[0] : null;
}
