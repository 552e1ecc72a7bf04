import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where code begins to run: the window, the app behind it, and the two threads. */
const begins = {
  window: from('../main/electron/main.ts'),
  app: from('../main/openApp.ts'),
  inspection: from('../main/packages/inspection/worker.ts'),
  logs: from('../main/logs/desk/worker.ts'),
};
/** What rolldown knows of each module. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** All modules that one imports before it runs. */
function loadedBy(beginning: string, graph: Graph): Set<string> {
  const found = new Set([beginning]);
  for (const id of found)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/**
 * Names the file of a module that the app loads at its start: one file for all that are loaded by the same beginnings. A room that is loaded
 * when it is asked for would otherwise cut the start into as many files as there are sorts of sharing, and each file costs a millisecond.
 */
function createStartFiles(): (id: string, graph: Graph) => string | null {
  let loaded: (readonly [string, Set<string>])[] | null = null;
  return (id, graph) => {
    loaded ??= Object.entries(begins).map(([name, path]) => [name, loadedBy(path, graph)] as const);
    const names = loaded.flatMap(([name, ids]) => (ids.has(id) ? [name] : []));
    return names.includes('app') ? `start-${names.join('-')}` : null;
  };
}

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
        main: begins.window,
        web: from('../main/web/main.ts'),
        inspection: begins.inspection,
        logs: begins.logs,
      },
      external: ['electron'],
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: {
          groups: [{ name: createStartFiles(), debugName: 'start', includeDependenciesRecursively: false }],
        },
        // What is written for whoever reads the source is read at each start otherwise.
        comments: { legal: true, annotation: false, jsdoc: false },
      },
    },
  },
  ssr: { noExternal: true },
});
