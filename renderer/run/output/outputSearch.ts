import type { OutputLine, OutputWish } from '../../../shared/bridge/output';

/** The whole output of a run behind the ring, as main keeps it. */
export type OutputSearch = {
  /**
   * Looks for lines `downTo` ≤ seq < `before` from the newest back. Answers soon: what it found, newest first, and `reached`,
   * from where it is to be asked on until that is `downTo`.
   */
  find: (
    wish: OutputWish,
    range: { before: number; downTo: number; limit: number },
  ) => Promise<{ hits: readonly number[]; reached: number }>;
  /** The lines around a hit, in order. */
  around: (seq: number) => Promise<readonly OutputLine[]>;
};
