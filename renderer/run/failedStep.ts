import type { RunAction, RunView, TargetView } from '../../shared/bridge/session';
import type { Failure } from '../../shared/errors';
import { explainCode, type CodeTool } from '../../shared/knowledge/codes';
import type { StepId } from '../../shared/model/journeys';
import type { StepStatus } from '../../shared/steps/steps';
import { isOfTheLink } from '../frame/failureText';

/** Where the one next step after a failure leads: a page where something is open, or the same action once more. */
export type FailedStep = 'retry' | 'packages' | 'prerequisites' | 'plan' | 'connect';

/**
 * Chooses the one next step. What facts read after the failure leave open on an earlier page comes first, because the
 * action would fail again; then what the error itself asks for. `tool` is the one that ended with a code. `confirmed`: the
 * plan is still the one agreed to. `linkHolds`: the way to the server was tested after the failure and holds. Pure.
 */
export function failedStep(
  failure: Failure,
  tool: CodeTool | null,
  status: Record<StepId, StepStatus>,
  confirmed: boolean,
  linkHolds: boolean,
): FailedStep {
  if (failure.code === 'package.missing' || failure.code === 'package.notTrusted') return 'packages';
  if (isOfTheLink(failure) && !linkHolds) return 'connect';
  if (status.packages.blocker !== null) return 'packages';
  if (status.prerequisites.blocker !== null) return 'prerequisites';
  if (!confirmed || status.plan.blocker !== null) return 'plan';
  // Codes of an installer point at what it found missing; trying again unchanged would end the same. Where nothing is left open
  // on that page, there is nothing to mend there.
  if (!isInstallerFailure(failure, tool) || status.prerequisites.state === 'done') return 'retry';
  return 'prerequisites';
}

/** An installer that ended with a code that means a failure. Pure. */
export function isInstallerFailure(failure: Failure, tool: CodeTool | null): boolean {
  if ((tool !== 'msiexec' && tool !== 'installScript') || failure.native === null) return false;
  return explainCode(tool, failure.native)?.outcome === 'failure';
}

/** What a server's page knows of it after a failure. */
export interface FactsSince {
  /** True where the facts on the page were read after what failed was started, so that they show what became of it. */
  readonly fresh: boolean;
  /** True where the way to the server was seen to hold after the failure, and nothing since says otherwise. */
  readonly linkHolds: boolean;
}

/** Compares the last reading and the last test of the connection with the failure of a run; `action` is what failed, null before the next one. Pure. */
export function factsSince(view: TargetView, run: RunView, action: RunAction | null): FactsSince {
  const { factsAt, connectedAt, readFailure } = view;
  const failedAt = action?.endedAt ?? run.endedAt ?? run.startedAt;
  // The facts that end an action are read before its end is noted, but after its start.
  const since = action?.startedAt ?? failedAt;
  return {
    fresh: readFailure === null && factsAt !== null && factsAt >= since,
    linkHolds:
      readFailure === null &&
      connectedAt !== null &&
      (connectedAt > failedAt || (factsAt !== null && factsAt > failedAt)),
  };
}
