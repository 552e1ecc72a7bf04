import type { Failure } from '../../shared/errors';
import type { Say } from '../../shared/locales/keys';
import { codeForm } from '../../shared/knowledge/codeForm';
import { explainCode, type CodeTool } from '../../shared/knowledge/codes';
import { installerCause } from '../../shared/knowledge/installerLog';

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

/** Windows Installer's code for every fatal error. Only its log says the reason. */
const fatal = 1603;

/** Tools that leave a log of Windows Installer. */
const installers: readonly (CodeTool | null)[] = ['msiexec', 'installScript', 'removal', 'scriptRemoval'];

/** What the log of a failed installation or removal names, in words; null where the code says more, or where it was neither. */
function installerWords(t: Say, failure: Failure, tool: CodeTool | null) {
  if (!installers.includes(tool) || failure.native !== fatal || failure.code !== 'operation.failed')
    return null;
  const cause = installerCause(failure.detail);
  const key = `knowledge:installer.${cause.kind}` as const;
  const said =
    cause.kind === 'action' && cause.said !== '' ? t('knowledge:installer.said', { said: cause.said }) : '';
  const given = { ...cause, said };
  return {
    title: t(`${key}.title`, given),
    cause: t(`${key}.cause`, given).trim(),
    next: t(`${key}.next`, given),
  };
}

/**
 * The words for a failure: what the tool's exit code means where the tool and the code are known, else those of the
 * error code. A code that is not known is never explained by guessing. 1603 is explained by what stands in the log.
 */
export function failureText(t: Say, failure: Failure, tool: CodeTool | null = null): FailureWords {
  const known =
    tool !== null && failure.native !== null && failure.code === 'operation.failed'
      ? explainCode(tool, failure.native)
      : null;
  const key = known === null ? (`errors:${failure.code}` as const) : (`knowledge:${known.key}` as const);
  const code = failure.native === null ? '' : t('frame:failure.code', { code: codeForm(failure.native) });
  return {
    title: t(`${key}.title`),
    cause: t(`${key}.cause`),
    next: t(`${key}.next`),
    ...installerWords(t, failure, tool),
    raw: [failure.detail, code].filter((part) => part !== '').join('\n'),
    doubt: known?.doubt == null ? null : t(`knowledge:${known.doubt}`),
  };
}

/** True for a failure of the way to the server, which the Connect page tests. Pure. */
export const isOfTheLink = ({ code }: Failure): boolean =>
  code.startsWith('target.') || code.startsWith('shell.');
