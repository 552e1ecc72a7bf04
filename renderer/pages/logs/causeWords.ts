import { knownIssues } from '../../../shared/issues/issues';
import type { LogFinding } from '../../../shared/model/logs';
import type { Say } from '../../../shared/locales/keys';

/** What is wrong, why, and what to do. */
export interface CauseWords {
  readonly title: string;
  readonly why: string;
  readonly next: string;
}

/** The words of the cause that a finding names, filled with what its lines say. */
export function causeWords(t: Say, { cause, values }: LogFinding): CauseWords {
  const known = knownIssues.find(({ id }) => id === cause);
  if (known === undefined) throw new Error(`no words for ${cause}`);
  const say = (part: keyof CauseWords) => t(`issues:${known.id}.${part}`, values);
  return { title: say('title'), why: say('why'), next: say('next') };
}
