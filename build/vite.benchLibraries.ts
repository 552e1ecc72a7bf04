import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The libraries of main without main, built as main is (vite.node.ts): what its start is held against. Never part of the product. */
export default defineConfig({
  root: from('../'),
  publicDir: false,
  define: { __filename: 'import.meta.filename' },
  build: {
    outDir: from('../.cache/bench/libraries/'),
    emptyOutDir: true,
    ssr: true,
    target: 'node20',
    reportCompressedSize: false,
    rolldownOptions: {
      input: { libraries: from('../bench/libraries.ts') },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        comments: { legal: true, annotation: false, jsdoc: false },
      },
    },
  },
  ssr: { noExternal: true },
});
