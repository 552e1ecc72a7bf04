import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gallery of components (test/gallery): `npx vite -c build/vite.gallery.ts`. Never part of the product. */
export default defineConfig({
  root: fileURLToPath(new URL('../test/gallery/', import.meta.url)),
  plugins: [react()],
  server: { host: '127.0.0.1', port: 4173, strictPort: true },
  build: {
    outDir: fileURLToPath(new URL('../.cache/gallery/', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
