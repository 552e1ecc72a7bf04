/**
 * Serves the built app over a data folder until it is killed or its parent goes away. A process of its own, because the
 * tests end it with SIGKILL as a power cut or a task manager would.
 */
const { serve } = await import(new URL('../../dist/main/web.js', import.meta.url).href);
const { url } = await serve({ dataFolder: process.argv[2] });
process.once('disconnect', () => process.exit());
process.send?.({ url });
