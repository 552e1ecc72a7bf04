/**
 * Serves the built app over one data folder after the other, as it is told, until it is killed or its parent goes away. A process of its
 * own, because the tests end it with SIGKILL as a power cut or a task manager would.
 */
import { join } from 'node:path';
const { serve } = await import(new URL('../../dist/main/web.js', import.meta.url).href);

/** @type {{ url: string, close(): Promise<void> } | null} */
let app = null;
/** Ends the app that is served, and serves the one that is asked for, if any. */
async function serveNext({ folder, real }) {
  await app?.close();
  // A dialog for a file answers with the one that the test has put there.
  const platform = { realTargets: true, pickFiles: async () => [join(folder, 'picked')] };
  app = folder === null ? null : await serve({ dataFolder: folder, ...(real && { platform }) });
  process.send?.({ url: app?.url ?? '' });
}
process.on('message', serveNext);
process.once('disconnect', () => process.exit());
