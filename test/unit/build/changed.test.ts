import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedSince, noteGreen, reaching, seeNow } from '../../../build/changed.mjs';

let root = '';
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: root });
const write = (name: string, text: string) => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};
/** A check of the tree as it is now, in which nothing was wrong. */
const isGreen = () => noteGreen(root, seeNow(root) ?? expect.unreachable());

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gangway-changed-'));
  git('init', '-q');
  write('.gitignore', '.cache\n');
  write('main/a.ts', 'a');
  write('main/b.ts', 'b');
  write('test/unit/a.test.ts', "import '../../main/a'");
  write('test/unit/around.test.ts', 'import.meta.dirname');
  git('add', '.');
  git('commit', '-qm', 'first');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('what has changed since the last green check', () => {
  it('is not known without one, nor where its commit has gone, and then everything is asked', () => {
    expect(changedSince(root)).toBeNull();
    noteGreen(root, { commit: '0123456789012345678901234567890123456789', uncommitted: [] });
    expect(changedSince(root)).toBeNull();
    expect(reaching(root, null)).toBeNull();
  });

  it('are the files of later commits, uncommitted ones and new ones', () => {
    isGreen();
    expect(changedSince(root)).toEqual([]);
    write('main/a.ts', 'other');
    git('commit', '-qam', 'second');
    write('main/b.ts', 'other');
    write('main/c.ts', 'new');
    expect(changedSince(root)).toEqual(['main/a.ts', 'main/b.ts', 'main/c.ts']);
  });

  it('is also what lay uncommitted when it was green, because it may have been taken back', () => {
    write('main/a.ts', 'other');
    isGreen();
    git('checkout', '-q', '--', 'main/a.ts');
    expect(changedSince(root)).toEqual(['main/a.ts']);
  });
});

describe('the tests that a change can reach', () => {
  it('are found from the changed files, and from each test that looks around by itself', () => {
    expect(reaching(root, ['main/a.ts'])).toEqual(['main/a.ts', 'test/unit/around.test.ts']);
    // Of the other suites, too, tests are built on some files: the gate's own, the stage of a network.
    expect(reaching(root, ['docs/architecture.md', 'test/lab/gateCheck.ts'])).toEqual([
      'test/lab/gateCheck.ts',
      'test/unit/around.test.ts',
    ]);
  });

  it.each([
    'package.json',
    'vitest.config.ts',
    'build/run.mjs',
    'main/operations/Read-Run.ps1',
    'test/ownTemp.ts',
    'shared/locales/en/plan.json',
  ])('are all tests when %s has changed, whose readers no import names', (file) => {
    expect(reaching(root, ['main/a.ts', file])).toBeNull();
  });
});
