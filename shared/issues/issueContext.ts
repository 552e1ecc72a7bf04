import { actions } from '../plan/actions';
import type { OsRecognition } from '../knowledge/os';
import type { PlanItem } from '../plan/plan';
import type { Situation } from '../plan/situation';
import type { IssueContext } from './issue';
import { toolOf } from '../knowledge/tools';
import type { RefusalCode } from '../model/packages';
import type { RunView } from '../bridge/session';

/** What is known of a server, as far as its known issues ask. */
interface Known {
  readonly situation: Situation;
  readonly os: OsRecognition;
  readonly plan: readonly PlanItem[];
}

/**
 * What the known issues of a server are judged by. Of the last run only an action that failed counts: its tool is the
 * one that the plan would start again. `refused`: why files that were offered last were not taken.
 */
export function issueContext(
  known: Known,
  run: RunView | null,
  refused: readonly RefusalCode[],
): IssueContext {
  const action = run?.actions.find(({ failure }) => failure !== null);
  const record = actions.find(({ id }) => id === action?.id);
  const params = known.plan.find(({ id }) => id === action?.id)?.call?.params;
  return {
    situation: known.situation,
    family: known.os.family,
    failed:
      action?.failure == null
        ? null
        : { tool: record === undefined ? null : toolOf(record.operation, params), failure: action.failure },
    refused,
  };
}
