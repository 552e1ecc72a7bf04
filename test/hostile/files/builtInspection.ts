import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** Builds the thread that looks at files as the product ships it, and answers its path. */
export async function builtInspection(): Promise<string> {
  const outDir = join(root, '.cache/hostile');
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: 'main/packages/inspection/worker.ts',
      outDir,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'inspection.mjs' } },
    },
  });
  return join(outDir, 'inspection.mjs');
}
