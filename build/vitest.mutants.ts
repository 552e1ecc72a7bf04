import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** The tests that mutants are held against; `build/mutants.mjs` names them. */
const include = (process.env.GANGWAY_MUTANTS ?? 'test/unit/**/*.test.ts').split(',');

/** A test that puts a module of its own in the place of another gets it only where nobody has loaded the other before. */
const replaces = include.some((test) => existsSync(test) && readFileSync(test, 'utf8').includes('vi.mock('));

export default defineConfig({
  test: {
    environment: 'node',
    include,
    restoreMocks: true,
    testTimeout: 60_000,
    // Tries all changes of running code at once (build/mutant-runner.mjs).
    ...(process.env.GANGWAY_TRIES !== undefined && {
      runner: 'build/mutant-tries.mjs',
      testTimeout: 20_000,
    }),
    // To load everything once for all files takes a third of the time.
    isolate: replaces,
    pool: 'threads',
  },
});
