import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectNotices, noticesText } from '../../../build/notices.mjs';
import { foreign, needed, strangersInArchive, strangersInFolder } from '../../../build/package-rules.mjs';
import { makeSbom } from '../../../build/sbom.mjs';
import { shippedPackages } from '../../../build/shipped.mjs';

const root = join(import.meta.dirname, '../../..');
interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

describe('the bill of materials', async () => {
  const [bom, again] = await Promise.all([makeSbom(), makeSbom()]);

  it('is CycloneDX with what is bundled, Electron, and nothing of development', () => {
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: expect.stringMatching(/^1\.[5-9]$/) });
    expect(bom.metadata.component).toMatchObject({ name: 'gangway', type: 'application' });
    expect(bom.metadata).not.toHaveProperty('timestamp');
    const names = bom.components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([...Object.keys(manifest.dependencies), 'electron', 'scheduler']),
    );
    const development = Object.keys(manifest.devDependencies).filter((name) => name !== 'electron');
    expect(names.filter((name) => development.includes(name))).toEqual([]);
    expect(bom.components).toHaveLength(shippedPackages().length + 1);
    for (const { name, purl, version, licenses, hashes } of bom.components) {
      expect(purl, name).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect([licenses?.length, hashes?.length], name).toEqual([1, 1]);
    }
    const refs = new Set([...bom.components, bom.metadata.component].map((one) => one['bom-ref']));
    for (const { ref, dependsOn } of bom.dependencies)
      for (const one of [ref, ...dependsOn]) expect(refs.has(one), `${ref} → ${one}`).toBe(true);
  });

  it('is the same for the same lock file', () => {
    expect(bom.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(JSON.stringify(again)).toBe(JSON.stringify(bom));
  });
});

describe('the notices', () => {
  it('name every package that may be in the product, with its licence and text', () => {
    const notices = collectNotices();
    const text = noticesText(notices);
    expect(notices.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(manifest.dependencies)),
    );
    for (const { name, version, licence, text: own } of notices) {
      expect(text).toContain(`\n${name} ${version} (${licence})\n`);
      expect(own.length, name).toBeGreaterThan(300);
      expect(text).toContain(own);
    }
  });

  it.each([
    ['an unknown licence', { license: 'SEE LICENSE IN x' }, 'text', /not among those/],
    ['none', {}, 'text', /has the licence ""/],
    ['a licence with duties that we do not fulfil', { license: 'GPL-3.0-only' }, 'text', /not among those/],
    ['a licence without its text', { license: 'Apache-2.0' }, null, /brings no text/],
  ])('are not made for a package with %s', (_, found, text, reason) => {
    expect(() => collectNotices(() => ({ manifest: found, text }))).toThrow(reason);
  });
});

describe('what may be in the package', () => {
  it('is what is needed', () => {
    expect(strangersInArchive(needed.archive)).toEqual([]);
    expect(strangersInFolder(needed.folder)).toEqual([]);
  });

  it.each([
    '/dist/main/web.js',
    '/dist/main/main.js.map',
    '/dist/renderer/assets/index-ClrWc8Vp.js.map',
    '/dist/built',
    '/node_modules',
    '/main/electron/main.ts',
    '/dist/main/packages/practice/build.ts',
    '/dist/main/operations/Broker.ps1',
    '/test/lab/FakeWindows/FakeWindows.psm1',
    '/.env',
  ])('is not %s', (path) => {
    expect(strangersInArchive([path])).toEqual([path]);
  });

  it.each([
    'ffmpeg.exe',
    'resources/elevate.exe',
    'resources/app/main.js',
    'resources/default_app.asar',
    'version.dll',
  ])('is not the file %s beside the program', (path) => {
    expect(strangersInFolder([path])).toEqual([path]);
  });

  it.each([
    ['const server = createServer({}, route);', 'opens a port'],
    ['new net.Server()', 'opens a port'],
    ['import { request } from "node:http";', 'holds a server or a debugger of Node'],
    ['var http = __require("http"), x = require("http");', 'holds a server or a debugger of Node'],
    ["if (request.headers['x-gangway'] !== '1')", 'holds the loopback carrier'],
    ['process.env.GANGWAY_LAB', 'knows the lab'],
    ['//# sourceMappingURL=data:application/json;base64,e30=', 'carries its sources'],
  ])('is no code like %s', (code, means) => {
    expect(foreign.filter(({ pattern }) => pattern.test(code)).map((one) => one.means)).toEqual([means]);
  });
});
