import type { Cause } from '../../../shared/findings/cause';
import { causes } from '../../../shared/findings/causes';
import type { LogFinding } from '../../../shared/bridge/logs';
import type { Say } from '../../../shared/locales/keys';

/** What is wrong, why, and what to do; and the cause itself. */
export interface CauseWords {
  readonly title: string;
  readonly why: string;
  readonly next: string;
  readonly cause: Cause;
}

/** The cause that a finding names, in words that are filled with what its lines say. */
export function causeWords(t: Say, { cause, values }: LogFinding): CauseWords {
  const known = causes.find(({ id }) => id === cause);
  if (known === undefined) throw new Error(`no cause ${cause}`);
  const { says } = known;
  return {
    title: t(says.title, values),
    why: t(says.why, values),
    next: t(says.next, values),
    cause: known,
  };
}
