import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The pages: static files that both carriers serve. Nothing is inlined as data or script, because the content
 * security policy allows neither (main/bridge/assets.ts).
 */
export default defineConfig({
  root: fileURLToPath(new URL('../renderer/', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer/', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Files run in an order of their own; together these two run before any schema is made (renderer/jitless.ts).
        codeSplitting: { groups: [{ name: 'zod', test: /\/node_modules\/zod\/|\/renderer\/jitless\.ts$/ }] },
      },
    },
  },
});
