import type { CheckId } from '../model/checkIds';
import { installationIssues } from './installation';
import type { IssueContext, IssueId, KnownIssue } from './issue';
import { networkIssues } from './network';
import { protectionIssues } from './protection';
import { windowsIssues } from './windows';

/** Every known issue, in the order of their numbers. */
export const knownIssues: readonly KnownIssue[] = [
  ...installationIssues,
  ...windowsIssues,
  ...networkIssues,
  ...protectionIssues,
].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));

/** A known issue by its number. */
export function issueOf(id: IssueId): KnownIssue {
  const found = knownIssues.find((issue) => issue.id === id);
  if (found === undefined) throw new Error(`no known issue ${id}`);
  return found;
}

/**
 * How an issue stands on a server: `found` by a fact, the end of a tool or a refused file; `person`: it can strike
 * this Windows and nothing here can tell; `absent`: it was looked for and not found; `elsewhere`: another Windows.
 */
export type IssueState = 'found' | 'person' | 'absent' | 'elsewhere';

/** What could tell of an issue; `person` where nothing can. */
export type IssueSign = 'facts' | 'outcome' | 'refusal' | 'person';

/** By what an issue is noticed, the surest first. */
export function signsOf({ facts, outcome, refusal }: KnownIssue): readonly IssueSign[] {
  const signs: IssueSign[] = [];
  if (facts !== null) signs.push('facts');
  if (outcome !== null) signs.push('outcome');
  if (refusal !== null) signs.push('refusal');
  return signs.length === 0 ? ['person'] : signs;
}

/** Says how an issue stands. Pure; a Windows that it cannot strike is never said to have it. */
export function issueState(issue: KnownIssue, context: IssueContext): IssueState {
  if (issue.families !== null && !issue.families.includes(context.family)) return 'elsewhere';
  if (signsOf(issue)[0] === 'person') return 'person';
  const found =
    issue.facts?.(context) === true ||
    ended(issue, context) ||
    (issue.refusal !== null && context.refused.includes(issue.refusal));
  return found ? 'found' : 'absent';
}

/** The issues that show on a server and that no check tells in their place: what stands among "to know". */
export function untoldIssues(
  context: IssueContext,
  checks: readonly { readonly id: CheckId; readonly state: string }[],
): readonly KnownIssue[] {
  const telling = new Set(checks.filter(({ state }) => state !== 'passed').map(({ id }) => id));
  return knownIssues.filter(
    (issue) => issueState(issue, context) === 'found' && !issue.checks.some((id) => telling.has(id)),
  );
}

/** Whether the last failed action ended as the issue ends: by a code, else by the tool's own words in the detail. */
function ended({ outcome }: KnownIssue, { failed }: IssueContext): boolean {
  const tool = failed?.tool ?? null;
  if (outcome === null || failed === null || tool === null || !outcome.tools.includes(tool)) return false;
  const { native, detail } = failed.failure;
  const code = native === null ? null : native >>> 0;
  return (code !== null && outcome.codes.includes(code)) || outcome.words?.test(detail) === true;
}
