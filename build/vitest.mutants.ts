import { defineConfig } from 'vitest/config';

/** The tests that mutants are held against; `build/mutants.mjs` names them. */
export default defineConfig({
  test: {
    environment: 'node',
    include: (process.env.GANGWAY_MUTANTS ?? 'test/unit/**/*.test.ts').split(','),
    restoreMocks: true,
    testTimeout: 60_000,
    // To load everything once for all files takes a third of the time.
    isolate: false,
  },
});
