import { readFileSync } from 'node:fs';
import { afterAll, expect, vi } from 'vitest';

/**
 * The files of a worker share the modules that they load, which saves two thirds of the time. A file that puts a stand-in in the
 * place of a module needs them loaded anew, around the stand-in, and leaves none of that to the next file.
 */
const file = expect.getState().testPath;
if (file !== undefined && readFileSync(file, 'utf8').includes('vi.mock(')) {
  vi.resetModules();
  afterAll(() => {
    vi.resetModules();
  });
}
