import { defineConfig } from 'playwright/test';
import base from '../playwright.config';

/**
 * Walks the wizard as a new user and takes a picture of every stop in every look, into the folder that GANGWAY_WALK names
 * (`npm run walk`). For somebody who looks at them; no test.
 */
export default defineConfig({
  ...base,
  testDir: '../test/screens/walk',
  outputDir: '../test-results/walk-runs',
  reporter: 'list',
  // A way has minutes for its pictures; what cannot be pressed is told at once.
  use: { ...base.use, actionTimeout: 30_000 },
  workers: 1,
  projects: (base.projects ?? []).filter((project) => project.name === 'web'),
});
