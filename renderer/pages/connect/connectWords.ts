import type { TFunction } from 'i18next';
import type { ErrorCode, Failure } from '../../../shared/errors';
import { codeForm } from '../../../shared/knowledge/codeForm';
import { explainWinrm } from '../../../shared/knowledge/winrm';
import { failureText, type FailureWords } from '../failureText';

/** What Gangway found out itself: its detail is a value that the page shows in words, no text of a tool. */
const found = new Set<ErrorCode>([
  'target.portClosed',
  'target.wrongMachine',
  'target.unconfirmed',
  'target.notAdministrator',
  'target.languageMode',
  'target.unsupported',
  'credential.needed',
]);

/**
 * The words for a stopped rung: what its code means where WinRM or the sign-in gave one that is known, else those of the
 * error. The code itself always stays, in both forms in which it is looked up, with the raw text.
 */
export function connectWords(t: TFunction, failure: Failure): FailureWords {
  const words = failureText(t, {
    ...failure,
    detail: found.has(failure.code) ? '' : failure.detail,
    native: null,
  });
  const { native } = failure;
  if (native === null) return words;
  const raw = [words.raw, t('connect:codeLine', { code: codeForm(native) })];
  const known = explainWinrm(native);
  return {
    ...words,
    ...(known !== null && {
      cause: t(`connect:code.${known.key}.cause`),
      next: t(`connect:code.${known.key}.next`),
      doubt: known.doubt === null ? null : t(`knowledge:${known.doubt}`),
    }),
    raw: raw.filter((line) => line !== '').join('\n'),
  };
}
