import type { TextKey } from '../../locales/keys';
import { checkRule } from '../../checks/prerequisites';
import { issueOf } from '../../issues/issues';
import type { IssueId } from '../../issues/issue';
import type { CheckId } from '../../model/checkIds';
import { needsRestart } from '../../plan/situation';
import type { Cause, Next, OwnCauseId, SupportItem } from '../cause';

type Hurts = Cause['hurts'];
type Rest = Pick<Cause, 'source'> & Partial<Pick<Cause, 'doubt' | 'command'>>;

/** A cause with texts of its own. */
export const own = (id: OwnCauseId, hurts: Hurts, next: Next, rest: Rest): Cause => ({
  id,
  says: { title: `causes:${id}.title`, why: `causes:${id}.why`, next: `causes:${id}.next` },
  hurts,
  next,
  doubt: null,
  ...rest,
});

/** What a prerequisite says where it is not met; its fix is the next step where it offers one. */
export function ofCheck(
  id: CheckId,
  title: Extract<TextKey, `checks:${string}.title.to${string}`>,
  hurts: Hurts,
  rest: Partial<Pick<Cause, 'next' | 'command'>> = {},
): Cause {
  const { source, doubt } = checkRule(id);
  return {
    id,
    says: { title, why: `checks:${id}.why`, next: `checks:${id}.next` },
    hurts,
    next: accepts(id),
    source,
    doubt,
    ...rest,
  };
}

/** A known issue, with its own texts, source and doubt. */
export function ofIssue(
  id: IssueId,
  hurts: Hurts,
  next: Next,
  rest: Partial<Pick<Cause, 'command'>> = {},
): Cause {
  const { source, doubt } = issueOf(id);
  return {
    id,
    says: { title: `issues:${id}.title`, why: `issues:${id}.why`, next: `issues:${id}.next` },
    hurts,
    next,
    source,
    doubt,
    ...rest,
  };
}

export const byHand: Next = { kind: 'person' };
/** The restart goes into the plan where Windows waits for one; a plan asks for no other, so any other is made by hand. */
export const restart: Next = {
  kind: 'accept',
  of: ({ situation }) => (needsRestart(situation.facts) ? 'restart' : null),
};
export const wait = (minutes: number): Next => ({ kind: 'wait', minutes });
export const journey = (to: 'onboard' | 'maintain' | 'takeOff'): Next => ({ kind: 'journey', journey: to });
export const support = (...send: readonly SupportItem[]): Next => ({
  kind: 'support',
  send: ['findings', ...send],
});

/**
 * The fix that a prerequisite offers for what was found; by hand where it has none, or lacks its file. The test of the way to the cloud is
 * none: it mends nothing, and the page offers it.
 */
export const accepts = (...ids: readonly CheckId[]): Next => ({
  kind: 'accept',
  of: ({ checks }) =>
    checks.find(
      ({ id, fix, fixReady }) => ids.includes(id) && fix !== null && fix !== 'test-connectivity' && fixReady,
    )?.fix ?? null,
});
