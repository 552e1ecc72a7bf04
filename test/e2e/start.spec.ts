import { expect, test } from './fixtures';

/** The scripts and styles that the window has loaded, by the names that the build gives them. */
const loaded = () =>
  performance
    .getEntriesByType('resource')
    .flatMap(({ name }) => /([\w-]+)-[\w-]{8}\.(js|css)$/.exec(name)?.slice(1).join('.') ?? [])
    .toSorted();

test('a start loads few files: the first page alone, and all others together', async ({ walk, page }) => {
  await expect(walk.title).toBeVisible();
  await expect
    .poll(() => page.evaluate(loaded))
    .toEqual([
      'codePalette.js',
      'en.js',
      'enRest.js',
      'first.css',
      'first.js',
      'later.css',
      // A name for the part below, by which it is asked for.
      'later.js',
      'later.js',
      'rolldown-runtime.js',
      'servers.css',
      'servers.js',
      'zod.js',
    ]);
});
