import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The bench with the product's main in it, built as main is (vite.node.ts). Never part of the product. */
export default defineConfig({
  root: from('../'),
  publicDir: false,
  define: { __filename: 'import.meta.filename' },
  build: {
    outDir: from('../.cache/bench/node/'),
    emptyOutDir: true,
    ssr: true,
    target: 'node20',
    reportCompressedSize: false,
    rolldownOptions: {
      input: { run: from('../bench/run.ts'), oneOutput: from('../bench/oneOutput.ts') },
      external: ['playwright'],
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        comments: { legal: true, annotation: false, jsdoc: false },
      },
    },
  },
  ssr: { noExternal: true, external: ['playwright'] },
});
