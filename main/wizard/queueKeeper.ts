import type { QueueChange, Queues } from '../../shared/queue';

/** The queues at work: what is confirmed waits here for its turn, and starts through `startPlan` like everything else. */
export interface QueueKeeper {
  /** Takes the plan that was shown into the queue; the same checks as `startPlan`, and nothing is started by it alone. */
  add(targetId: string, planHash: string, name: string): Promise<void>;
  change(kind: keyof Queues, change: QueueChange): Promise<void>;
  /** Shows the queues of an earlier start, paused, and follows the servers from then on. Call it once they are there. */
  restore(): void;
}
