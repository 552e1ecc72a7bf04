import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Every schema of zod can write itself as a JSON schema, so the code for it is in every bundle: a fifth of zod. No page asks for one
 * (build/report-schema.mjs does); one that does is refused.
 */
const withoutJsonSchemas: Plugin = {
  name: 'without-json-schemas',
  transform(code, id) {
    if (!/\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/.test(id)) return null;
    const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name = '']) => name);
    const stubs = names.map(
      (name) => `export const ${name} = ${name.startsWith('create') ? '() => refuse' : 'refuse'};`,
    );
    const refuse = "const refuse = () => { throw new Error('A page writes no JSON schema.'); };";
    return { code: [refuse, ...stubs].join('\n'), map: null };
  },
};

/**
 * The pages: static files that both carriers serve. Nothing is inlined as data or script, because the content
 * security policy allows neither (main/bridge/assets.ts).
 */
export default defineConfig({
  root: fileURLToPath(new URL('../renderer/', import.meta.url)),
  base: './',
  plugins: [react(), withoutJsonSchemas],
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
        // Each file costs a start milliseconds of its own, so there are few: what the first page needs, the list of servers that a
        // later start shows, and all other pages, which are fetched together. Each group takes along what its modules import.
        codeSplitting: {
          groups: [
            // Files run in an order of their own; together these two run before any schema is made (renderer/jitless.ts).
            { name: 'zod', test: /\/node_modules\/zod\/|\/renderer\/jitless\.ts$/, priority: 2 },
            { name: 'first', tags: ['$initial'], priority: 1 },
            { name: 'servers', test: /\/pages\/home\/servers\.tsx$/, priority: 1 },
            // A language that is not spoken is not loaded.
            { name: 'later', test: /^(?!.*\/(?:texts|locales)\/)/ },
          ],
        },
      },
    },
  },
});
