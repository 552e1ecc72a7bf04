import type { InputOf, ReplyOf } from '../../shared/bridge/contract';
import type { QueueChange, Queues } from '../../shared/model/queue';

/** The queues at work: what is confirmed waits here for its turn, and starts through `startPlan` like everything else. */
export interface QueueKeeper {
  /** Takes the plan that was shown into the queue; the same checks as `startPlan`, and nothing is started by it alone. */
  add(targetId: string, planHash: string, name: string): Promise<void>;
  /**
   * Takes the plans that were shown of many servers of one kind, each checked as `add` checks it; `typed` is their number.
   * Answers which servers refused, and why; the others are in the queue. Throws `step.blocked` for another number,
   * `input.invalid` for servers of both kinds, before anything is taken.
   */
  addMany(entries: InputOf<'queueMany'>['entries'], typed: string): Promise<ReplyOf<'queueMany'>>;
  change(kind: keyof Queues, change: QueueChange): Promise<void>;
  /** Shows the queues of an earlier start, paused, and follows the servers from then on. Call it once they are there. */
  restore(): void;
}
