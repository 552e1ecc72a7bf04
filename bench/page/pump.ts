/** Who takes lines; `done` is called when so many more of them were taken in. */
export interface Sink {
  readonly give: (from: number, count: number, done: () => void) => void;
  /** Resolves when the last line given is on the screen. */
  readonly settled: (last: number) => Promise<void>;
}

const batch = 500;
/** So many lines are on their way at most; who produces them waits then, as main does and as xterm.js advises. */
const ahead = 20_000;

/** The text of a line, as installers write them. */
export const lineText = (n: number): string =>
  `[14:47:${String(n % 60).padStart(2, '0')}:117] MSI (s) (A8:F4): Executing op: RegAddValue, Name=Entry ${String(n)}`;

/** Gives `count` lines from number `from`, as fast as they are taken, one message a batch; answers the milliseconds. */
export async function pump(sink: Sink, from: number, count: number): Promise<number> {
  const begun = performance.now();
  let given = 0;
  let taken = 0;
  await new Promise<void>((resolve) => {
    const messages = new MessageChannel();
    let waiting = false;
    const next = () => {
      if (given === count) return;
      if (given - taken >= ahead) {
        waiting = true;
        return;
      }
      const size = Math.min(batch, count - given);
      const at = from + given;
      given += size;
      sink.give(at, size, () => {
        taken += size;
        if (taken === count) resolve();
        if (!waiting) return;
        waiting = false;
        messages.port2.postMessage(null);
      });
      messages.port2.postMessage(null);
    };
    messages.port1.onmessage = next;
    next();
  });
  await sink.settled(from + count - 1);
  return performance.now() - begun;
}
