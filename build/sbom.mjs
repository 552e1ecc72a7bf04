import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { root } from './paths.mjs';
import { shippedPackages } from './shipped.mjs';

/** @typedef {{ 'bom-ref': string, name: string, version: string, scope?: string, type?: string, licenses?: unknown[], hashes?: unknown[], purl: string }} Component */
/** @typedef {{ ref: string, dependsOn: string[] }} Dependency */
/** @typedef {{ bomFormat: string, specVersion: string, serialNumber: string, metadata: { timestamp?: string, component: Component }, components: Component[], dependencies: Dependency[] }} Bom */

/**
 * The bill of materials of the product (CycloneDX, by `npm sbom`): what is bundled, and Electron. The same lock file gives
 * the same bytes: there is no time in it, and its serial number is made of its content.
 * @returns {Promise<Bom>}
 */
export async function makeSbom() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await promisify(execFile)(
    npm,
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
    {
      cwd: root,
      maxBuffer: 100_000_000,
      // Without a shell, Windows does not start npm.cmd. Nothing in the command comes from outside.
      shell: process.platform === 'win32',
    },
  );
  /** @type {Bom} */
  const bom = JSON.parse(stdout);
  const shipped = new Set(shippedPackages().map(({ name, version }) => `${name}@${version}`));
  const isShipped = (/** @type {Component} */ { name, version }) =>
    name === 'electron' || shipped.has(`${name}@${version}`);
  const components = bom.components
    .filter(isShipped)
    .map((component) => ({
      ...component,
      scope: 'required',
      ...(component.name === 'electron' ? { type: 'framework' } : {}),
    }))
    .sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  const refs = new Set(components.map((component) => component['bom-ref']));
  const own = bom.metadata.component['bom-ref'];
  const dependencies = bom.dependencies
    .filter(({ ref }) => ref === own || refs.has(ref))
    .map(({ ref, dependsOn }) => ({
      ref,
      // Of Electron only its program is shipped, not what its package needs to fetch it.
      dependsOn: ref.startsWith('electron@') ? [] : dependsOn.filter((one) => refs.has(one)).sort(),
    }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const metadata = { ...bom.metadata };
  delete metadata.timestamp;
  const component = { ...metadata.component, name: 'gangway', type: 'application' };
  const content = { ...bom, metadata: { ...metadata, component }, components, dependencies };
  return { ...content, serialNumber: serialOf({ component, components, dependencies }) };
}

/** @param {unknown} content @returns {string} a UUID of version 8, made of a hash */
function serialOf(content) {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

/** @param {string} path the file to write; its folder is made */
export async function writeSbom(path) {
  const bom = await makeSbom();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(bom, null, 2)}\n`);
  return bom.components.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = `${root}release/gangway.cdx.json`;
  console.log(`${await writeSbom(path)} components in ${path.slice(root.length)}`);
}
