import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Main, with everything it needs in it: the package ships no node_modules. Four entries share their chunks:
 * `inspection.js` is the thread in which files from outside are looked at, `logs.js` the one in which logs are read;
 * `web.js` is the loopback carrier and never enters the package (electron-builder.yml, build/pack-check.mjs).
 */
export default defineConfig({
  root: from('../'),
  publicDir: false,
  // write-file-atomic names its temporary files after `__filename`, which a module in ES form does not have.
  define: { __filename: 'import.meta.filename' },
  build: {
    outDir: from('../dist/main/'),
    emptyOutDir: true,
    ssr: true,
    target: 'node20',
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        main: from('../main/electron/main.ts'),
        web: from('../main/web/main.ts'),
        inspection: from('../main/packages/inspection/worker.ts'),
        logs: from('../main/logs/desk/worker.ts'),
      },
      external: ['electron'],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true },
});
