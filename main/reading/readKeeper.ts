import type { Queues } from '../../shared/model/servers/queue';

/** The rounds of readings over the lists of servers. */
export interface ReadKeeper {
  /** Begins a round over these servers. Throws `step.blocked` while one is under way, `input.invalid` for a server of another kind. */
  start(kind: keyof Queues, targetIds: readonly string[]): void;
  /** Calls off what is being read and begins nothing more. Nothing happens where no round is under way. */
  stop(kind: keyof Queues): void;
}
