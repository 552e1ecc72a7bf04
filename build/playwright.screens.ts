import { defineConfig } from 'playwright/test';
import base from '../playwright.config';

/** Takes the pictures of docs/screens (`npm run screens`). No test: it asserts nothing and is not part of `npm test`. */
export default defineConfig({
  ...base,
  testDir: '../test/screens',
  testIgnore: '**/walk/**',
  outputDir: '../test-results/screens',
  globalTeardown: '../test/screens/index.ts',
  reporter: 'list',
  timeout: 120_000,
  workers: 1,
  projects: (base.projects ?? []).filter((project) => project.name === 'web'),
});
