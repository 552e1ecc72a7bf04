import { GangwayError, traitsOf } from '../../shared/errors';
import type { JourneyId } from '../../shared/model/journeys';
import type { OperationName, ParamsOf } from '../../shared/model/operations';
import type { Pen } from './pen';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { claimFor } from '../servers/lease';
import { isLinkError, isWayClosed } from '../shell/wayErrors';

/** What is needed to carry out an action of a run. Aborting stops following it, not the action on the server. */
export interface Work {
  readonly needs: RunsNeeds;
  readonly server: Server;
  readonly journey: JourneyId;
  readonly runId: string;
  readonly pen: Pen;
  readonly signal: AbortSignal;
}

/** When the app closes, nothing more may be sent to the server. Throws `operation.canceled`. */
export function requireGoing(signal: AbortSignal): void {
  if (signal.aborted) throw new GangwayError('operation.canceled');
}

/**
 * Starts an operation as a task on the server. Throws what shows that the server did not take it. After any other error it may
 * have: that is no end, because following tells, and nothing is sent again. It renews the hold of the server for its run. After
 * the `last` action of a run the server gives the hold back.
 */
export async function sendTask<N extends OperationName>(
  { needs, server, runId, signal }: Work,
  nn: number,
  operation: N,
  params: ParamsOf<N>,
  last: boolean,
): Promise<void> {
  const { shell } = await server.shell();
  requireGoing(signal);
  try {
    await shell.start(runId, nn, operation, params, { lease: claimFor(needs, operation), last });
  } catch (error) {
    if (error instanceof GangwayError && traitsOf(error.code).notSent) throw error;
    // No session was opened, so nothing was sent.
    if (isWayClosed(error)) throw error;
    if (isLinkError(error)) await server.closeShell();
  }
}
