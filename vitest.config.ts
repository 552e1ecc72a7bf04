import type { Plugin } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Real processes on a busy machine may be slow once. What passes at the second try only is named in the result. */
const retry = process.env.CI === undefined ? 0 : 1;

/** Folders of each project. A test that starts PowerShell belongs to `lab`, whatever it is about. */
const rendererTests = 'test/unit/renderer/**/*.test.{ts,tsx}';

/** It measures the memory of its process, so that it needs one of its own. */
const measuresMemory = 'test/faults/output.test.ts';

/**
 * They look at all of the code, walk every practice server, start other programs, attack the readers of packages, or try generated
 * cases: no unit, and seconds each. `npm test` runs them beside the lab, not within the check.
 */
const thorough = [
  'test/unit/app/everyServer.test.ts',
  'test/unit/ground/decisions.test.ts',
  'test/unit/packages/hostile/**/*.test.ts',
  'test/unit/properties/**/*.test.ts',
  'test/unit/runs/whole/killed.test.ts',
  'test/unit/shared/handoff/ansible/role.test.ts',
];

/** Files that take a minute. One that begins last leaves a core with nothing to do until it ends, and a new clone knows no times yet. */
const longest =
  /\/(differential\/(differential|faults)|field\/(runKit|hinderedKit)|remote\/(brokenLink|slowLink|server|sendPackage)|shell\/detached|everyProperty|lab\/wizard)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(longest.test(b.moduleId)) - Number(longest.test(a.moduleId)));
  }
}

/** What a glob finds changes without the file that asks: such a file is compiled anew each time. */
const globsAreNew: Plugin = {
  name: 'globs-are-new',
  configureVitest: ({ experimental_defineCacheKeyGenerator }) => {
    experimental_defineCacheKeyGenerator(({ sourceCode }) =>
      sourceCode.includes('import.meta.glob') ? false : undefined,
    );
  },
};

export default defineConfig({
  plugins: [globsAreNew],
  test: {
    // Keeps what was compiled, by its content. Where a file has moved and its importer cannot find it any more: npx vitest --clearCache.
    experimental: { fsModuleCache: true, fsModuleCachePath: '.cache/vitest' },
    maxWorkers: 2,
    // Most code of a test runs a few times. A function must be seven times as hot as usual before it is compiled to run fast: a tenth less work.
    execArgv: ['--interrupt-budget=500000'],
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    globalSetup: ['./test/runTemp.ts'],
    setupFiles: ['./test/ownTemp.ts', './test/freshModules.ts'],
    // Loading the modules of the product once in a worker, not once for each file, saves most of the time.
    isolate: false,
    exclude: [...configDefaults.exclude, 'dist/**', 'release/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          exclude: ['test/unit/renderer/**', ...thorough],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'thorough',
          environment: 'node',
          include: thorough,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: [rendererTests],
          setupFiles: ['./test/unit/renderer/patience.ts'],
          testTimeout: 40_000,
          hookTimeout: 40_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          environment: 'node',
          include: ['test/faults/**/*.test.ts'],
          exclude: [measuresMemory],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults-memory',
          environment: 'node',
          include: [measuresMemory],
          isolate: true,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'hostile',
          environment: 'node',
          include: ['test/hostile/**/*.test.ts'],
          // One at a time, and each with a memory of its own: they measure.
          fileParallelism: false,
          isolate: true,
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'bridge',
          environment: 'node',
          include: ['test/bridge/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'lab',
          environment: 'node',
          include: ['test/lab/**/*.test.ts'],
          exclude: ['test/lab/gate.test.ts'],
          retry,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'wine',
          environment: 'node',
          include: ['test/wine/**/*.test.ts'],
          globalSetup: ['./test/wine/template.ts'],
          retry,
          testTimeout: 200_000,
          hookTimeout: 200_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'scripts',
          environment: 'node',
          include: ['test/lab/gate.test.ts'],
          hookTimeout: 60_000,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
