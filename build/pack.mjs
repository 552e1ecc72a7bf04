import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build, Platform } from 'electron-builder';
import { buildAll } from './build.mjs';
import { makePapers, papers } from './papers.mjs';
import { root } from './paths.mjs';

/**
 * Makes what is handed out, in release/: installer and zip for Windows, the bill of materials, and the SHA-256 of each.
 * Fetches Electron and NSIS; `npm run pack:check` looks at the same package without either.
 */
const release = `${root}release`;
await rm(release, { recursive: true, force: true });
await buildAll();
await makePapers();
await build({ projectDir: root, targets: Platform.WINDOWS.createTarget(), publish: 'never' });
await copyFile(`${papers}/gangway.cdx.json`, `${release}/gangway.cdx.json`);

const lines = [];
for (const name of (await readdir(release)).filter((one) => /\.(exe|zip|cdx\.json)$/.test(one)).sort()) {
  const hash = createHash('sha256').update(await readFile(`${release}/${name}`));
  lines.push(`${hash.digest('hex')} *${name}`);
}
await writeFile(`${release}/SHA256SUMS`, `${lines.join('\n')}\n`);
console.log(lines.join('\n'));
