import type { TFunction } from 'i18next';
import type { Failure } from '../../shared/errors';
import { codeForm } from '../../shared/knowledge/codeForm';
import { explainCode, type CodeTool } from '../../shared/knowledge/codes';

/** A failure in words. `raw` is the tool's own text, in its own language, for the foot of the page. */
export interface FailureWords {
  readonly title: string;
  readonly cause: string;
  readonly next: string;
  /** Empty when there is nothing behind the words. */
  readonly raw: string;
  /** A sentence of doubt when the explanation was not seen on a real server. */
  readonly doubt: string | null;
}

/**
 * The words for a failure: what the tool's exit code means where the tool and the code are known, else those of the
 * error code. A code that is not known is never explained by guessing.
 */
export function failureText(t: TFunction, failure: Failure, tool: CodeTool | null = null): FailureWords {
  const known =
    tool !== null && failure.native !== null && failure.code === 'operation.failed'
      ? explainCode(tool, failure.native)
      : null;
  const key = known === null ? `errors:${failure.code}` : `knowledge:${known.key}`;
  const code = failure.native === null ? '' : t('shell:failure.code', { code: codeForm(failure.native) });
  return {
    title: t(`${key}.title`),
    cause: t(`${key}.cause`),
    next: t(`${key}.next`),
    raw: [failure.detail, code].filter((part) => part !== '').join('\n'),
    doubt: known?.doubt == null ? null : t(`knowledge:${known.doubt}`),
  };
}
