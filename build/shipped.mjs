import { readFileSync } from 'node:fs';
import { root } from './paths.mjs';

/** @typedef {{ path: string, name: string, version: string, integrity: string }} ShippedPackage */

/**
 * The packages whose code the product may contain: all that package-lock.json does not mark as of development, sorted.
 * npm's own `sbom --omit dev` does not do: it leaves out what a tool of development needs as well (react, zod).
 * @returns {ShippedPackage[]}
 */
export function shippedPackages() {
  /** @type {{ packages: Record<string, { version: string, integrity: string, dev?: true, devOptional?: true, optional?: true }> }} */
  const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.optional)
    .map(([path, { version, integrity }]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      integrity,
    }))
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}
