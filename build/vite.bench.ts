import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The pages of the bench (bench/page), built as the product's pages are: the log with its rival, and the floor. Never
 * part of the product.
 */
export default defineConfig({
  root: from('../bench/page/'),
  base: './',
  plugins: [react()],
  build: {
    outDir: from('../.cache/bench/page/'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { log: from('../bench/page/log.html'), floor: from('../bench/page/floor.html') },
    },
  },
});
