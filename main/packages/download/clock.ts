/** Time as the downloads and the watch see it; tests hand in one that they move themselves. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `work` every so many ms until the answer is called. What it gives back, a promise perhaps, is for tests to wait for. */
  every(ms: number, work: () => unknown): () => void;
}

/** The clock of this computer. It keeps nothing alive. */
export const systemClock: Clock = {
  now: Date.now,
  every(ms, work) {
    const timer = setInterval(work, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};
