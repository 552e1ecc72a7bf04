import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

const folder = `${root}main/operations`;

/**
 * SHA-256 of every script of the product by its name, in the form of sha256sum; line ends count as LF.
 * @returns {string}
 */
export function pinnedText() {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ps1'));
  const lines = names.sort().map((name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n');
    return `${createHash('sha256').update(text).digest('hex')}  ${name}\n`;
  });
  return lines.join('');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(`${root}test/lab/scripts.sha256`, pinnedText());
}
