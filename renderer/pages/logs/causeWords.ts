import type { LogFinding } from '../../../shared/model/logs';
import type { Say } from '../../../shared/locales/keys';
import type { IssueId } from '../../../shared/issues/issue';

// SCAFFOLD: taken from shared/findings when it is there.
/** The words of a cause: what is wrong, why, what to do. */
export function causeWords(t: Say, { cause, values }: LogFinding) {
  const root = `issues:${cause as IssueId}` as const;
  return {
    title: t(`${root}.title`, values),
    why: t(`${root}.why`, values),
    next: t(`${root}.next`, values),
  };
}
