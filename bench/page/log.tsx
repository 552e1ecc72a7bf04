import '../../renderer/jitless';
import { followLive } from './live';
import { painted, watchFrames } from './frames';
import { logScreen, oursSink } from './ours';
import { pump, type Sink } from './pump';
import { showServers } from './servers';
import { xtermScreen, xtermSink } from './xterm';

const root = document.getElementById('root');
if (root === null) throw new Error('no root');
const sinks = { ours: oursSink, xterm: xtermSink };
const screens = { ours: logScreen, xterm: xtermScreen };
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
  /** Gives one line of so many characters to one of the screens; answers the longest frame. */
  async longLine(name: keyof typeof screens, length: number): Promise<number> {
    const show = await screens[name](root);
    await show(Array.from({ length: 1000 }, (_, n) => `line ${String(n)}`));
    const longest = watchFrames();
    await painted();
    await show([`${'x'.repeat(length)}.`, 'the line after it']);
    await painted();
    return longest();
  },
  servers: () => showServers(root),
  follow: (runId: string) => followLive(root, runId),
};

declare global {
  interface Window {
    bench?: typeof bench;
  }
}
window.bench = bench;
