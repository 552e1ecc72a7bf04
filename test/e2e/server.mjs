/**
 * Serves the built app over a data folder until it is killed or its parent goes away. A process of its own, because the
 * tests end it with SIGKILL as a power cut or a task manager would.
 */
import { join } from 'node:path';
const { serve } = await import(new URL('../../dist/main/web.js', import.meta.url).href);
const [, , dataFolder, real] = process.argv;
// A dialog for a file answers with the one that the test has put there.
const platform = { realTargets: true, pickFiles: async () => [join(dataFolder, 'picked')] };
const { url } = await serve({ dataFolder, ...(real === 'real' && { platform }) });
process.once('disconnect', () => process.exit());
process.send?.({ url });
