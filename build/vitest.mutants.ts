import { defineConfig } from 'vitest/config';

/**
 * The tests that mutants are held against: those of the folder that is being mutated, at the same place in `test/unit`, and no others.
 * What only a walk through the whole wizard would notice counts as not noticed. `build/mutants.mjs` names the folder.
 */
const folder = process.env.GANGWAY_MUTANTS ?? '*';

export default defineConfig({
  test: {
    environment: 'node',
    include: [`test/unit/${folder}/**/*.test.ts`],
    // They start the whole app, some of them again and again.
    exclude: ['test/unit/packages/hostile/{killed,swapped}.test.ts', 'test/unit/packages/downloads*.test.ts'],
    restoreMocks: true,
    testTimeout: 60_000,
    isolate: false,
  },
});
