import type { RunAction, RunView, TargetView } from '../../../shared/session';

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
