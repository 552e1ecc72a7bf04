import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly overrides: Record<string, string>;
}
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly inBundle?: boolean;
}
const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as {
  lockfileVersion: number;
  packages: Record<string, Locked>;
};
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
/** Packages with an install script, and why it is not needed: `.npmrc` lets none run. */
const scriptsNotNeeded = ['electron-winstaller', 'tree-sitter-powershell'];

describe('what the project depends on', () => {
  it('is pinned to one version each', () => {
    const { dependencies, devDependencies, overrides } = manifest;
    const loose = Object.entries({ ...dependencies, ...devDependencies, ...overrides }).filter(
      ([, version]) => !/^(npm:\w+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version.replace(/^npm:\w+@/, ''));
  });

  it('is few: no more than fourteen packages of the product’s own choosing', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(14);
  });

  it('is locked with a hash for every package', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(locked.length).toBeGreaterThan(400);
    const bad = locked.filter(
      ([, { integrity, inBundle, link }]) =>
        link === true || (inBundle !== true && !/^sha512-[A-Za-z\d+/]{86}==$/.test(integrity ?? '')),
    );
    expect(bad.map(([path]) => path)).toEqual([]);
  });

  it('comes from the registry of npm and from nowhere else', () => {
    const elsewhere = locked.filter(
      ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
    expect(read('.npmrc')).not.toMatch(/registry|_auth|token/i);
  });

  it('runs no script when it is installed, and needs none', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    const scripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(scripts.map(([path]) => path.replace('node_modules/', ''))).toEqual(scriptsNotNeeded);
  });
});

describe('the workflows', () => {
  const folder = '.github/workflows';
  it.each(readdirSync(join(root, folder)))(
    '%s may only read, runs no install script and pins its actions',
    (name) => {
      const text = read(join(folder, name));
      expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
      expect(text).not.toMatch(/: write\b|pull_request_target|\$\{\{\s*github\.(event|head_ref)/);
      for (const [, command = ''] of text.matchAll(/\bnpm (ci|install)\b(.*)/g)) expect(command).toBe('ci');
      for (const [line] of text.matchAll(/npm ci.*/g)) expect(line).toContain('--ignore-scripts');
      const actions = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
      expect(actions.length).toBeGreaterThan(0);
      for (const action of actions) expect(action).toMatch(/^actions\/[\w-]+@(v\d+|[0-9a-f]{40})$/);
    },
  );
});
