import '../../renderer/jitless';
import { followLive } from './live';
import { painted, watchFrames } from './frames';
import { mountLog, oursSink, shows } from './ours';
import { pump, type Sink } from './pump';
import { xtermSink } from './xterm';

const root = document.getElementById('root');
if (root === null) throw new Error('no root');
const sinks = { ours: oursSink, xterm: xtermSink };
let sink: Sink | undefined;
let given = 0;

/** What the bench calls from outside. */
const bench = {
  /** Gives so many lines more to one of the sinks; answers the time and the longest frame, in milliseconds. */
  async pump(name: keyof typeof sinks, count: number): Promise<{ took: number; frame: number }> {
    sink ??= await sinks[name](root);
    const longest = watchFrames();
    const took = await pump(sink, given, count);
    given += count;
    return { took, frame: longest() };
  },
  /** Gives one line of so many characters; answers the longest frame. */
  async longLine(length: number): Promise<number> {
    const ring = await mountLog(root);
    const line = { at: 1_795_000_000_000, source: 'out', level: 'info', action: null } as const;
    ring.append(Array.from({ length: 1000 }, (_, seq) => ({ ...line, seq, text: `line ${String(seq)}` })));
    await shows('line 999');
    const longest = watchFrames();
    await painted();
    ring.append([
      { ...line, seq: 1000, text: `${'x'.repeat(length)}.` },
      { ...line, seq: 1001, text: 'the line after it' },
    ]);
    await shows('the line after it');
    await painted();
    return longest();
  },
  follow: (runId: string) => followLive(root, runId),
};

declare global {
  interface Window {
    bench?: typeof bench;
  }
}
window.bench = bench;
