import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';
import { goals, resultsSchema } from '../../bench/goals';

/** Shows that every part of the bench runs, with so little that its times say nothing; none of them is looked at. */
test('a small bench measures everything', async () => {
  // It builds the pages of the bench first.
  test.slow();
  test.skip(
    process.platform === 'win32',
    'the fake PowerShell of the bench starts by its first line, which Windows does not read',
  );
  const folder = await mkdtemp(join(tmpdir(), 'gangway-small-bench-'));
  try {
    const file = join(folder, 'results.json');
    const bench = join(import.meta.dirname, '../../build/bench.mjs');
    await promisify(execFile)(process.execPath, [bench, '--small', file]);
    const { results } = resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(results.map(({ id }) => id)).toEqual(Object.keys(goals));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
