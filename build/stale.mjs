import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** @param {string} path @returns {number} time of the newest change at or below `path`, in ms */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** True if dist/ is missing or older than a source it was made of. */
export function isStale() {
  if (!existsSync(`${root}dist/built`)) return true;
  const built = statSync(`${root}dist/built`).mtimeMs;
  return ['main', 'shared', 'renderer', 'build', 'package-lock.json'].some(
    (part) => newest(root + part) > built,
  );
}
