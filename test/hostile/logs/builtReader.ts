import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** Builds the thread that reads logs as the product ships it, and answers its path. */
export async function builtReader(): Promise<string> {
  const outDir = join(root, '.cache/hostile-logs');
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: 'main/logs/desk/worker.ts',
      outDir,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'logs.mjs' } },
    },
  });
  return join(outDir, 'logs.mjs');
}
