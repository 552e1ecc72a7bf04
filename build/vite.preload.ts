import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The preload of a sandboxed window must be one CommonJS file that requires nothing but electron. */
export default defineConfig({
  root: from('../'),
  publicDir: false,
  build: {
    outDir: from('../dist/main/'),
    emptyOutDir: false,
    ssr: true,
    target: 'node20',
    reportCompressedSize: false,
    rolldownOptions: {
      input: { preload: from('../main/electron/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs' },
    },
  },
  ssr: { noExternal: true },
});
