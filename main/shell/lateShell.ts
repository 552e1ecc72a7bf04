import { whenAsked } from '../whenAsked';
import type { Shell } from './shell';

/** A shell whose code is loaded when something is first asked of it. What could not be loaded rejects, and the next question tries again. */
export function createLateShell(load: () => Promise<Shell>): Shell {
  let asked = false;
  const made = whenAsked(load);
  const shell = (): Promise<Shell> => {
    asked = true;
    return made();
  };
  return {
    hello: async (signal) => (await shell()).hello(signal),
    run: async (name, params, options) => (await shell()).run(name, params, options),
    start: async (runId, nn, name, params, hold) => (await shell()).start(runId, nn, name, params, hold),
    follow: async (...given) => (await shell()).follow(...given),
    stop: async (...given) => (await shell()).stop(...given),
    close: async () => {
      if (asked) await (await made()).close();
    },
  };
}
