import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';
import { shippedPackages } from './shipped.mjs';

/** Licences that the product may contain: each allows it under the condition that its text goes along. */
const allowed = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1'];

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** @typedef {{ name: string, version: string, licence: string, text: string }} Notice */

/**
 * Licence and its text of every package that the product may contain. Throws where a licence is unknown or not among those
 * that are allowed, or where its text cannot be had.
 * @param {(folder: string) => { manifest: { license?: unknown, author?: unknown }, text: string | null }} [read]
 * @returns {Notice[]}
 */
export function collectNotices(read = readPackage) {
  return shippedPackages().map(({ path, name, version }) => {
    const { manifest, text } = read(`${root}${path}`);
    const licence = typeof manifest.license === 'string' ? manifest.license : '';
    if (!allowed.includes(licence))
      throw new Error(
        `${name} ${version} has the licence "${licence}", which is not among those that are allowed.`,
      );
    if (text !== null) return { name, version, licence, text: withoutName(text, name) };
    if (licence !== 'MIT') throw new Error(`${name} ${version} (${licence}) brings no text of its licence.`);
    return {
      name,
      version,
      licence,
      text: `Copyright (c) ${authorOf(manifest.author) ?? `the authors of ${name}`}\n\n${mit}`,
    };
  });
}

/** @param {string} folder */
function readPackage(folder) {
  if (!existsSync(folder)) throw new Error(`${folder} is not installed. Run "npm ci" first.`);
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)(\.|$)/i.test(name));
  return {
    manifest: JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')),
    text:
      files.length === 0
        ? null
        : files
            .sort()
            .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
            .join('\n'),
  };
}

/** Fluent begins each text with the name of its package; without it, ninety texts are one. */
const withoutName = (/** @type {string} */ text, /** @type {string} */ name) =>
  text
    .replaceAll('\r\n', '\n')
    .replace(new RegExp(`^\\s*${name.replaceAll(/[/.]/g, '\\$&')}\\s*\\n`), '')
    .trim();

/** @param {unknown} author @returns {string | null} */
function authorOf(author) {
  if (typeof author === 'string' && author !== '') return author;
  if (typeof author !== 'object' || author === null || !('name' in author)) return null;
  return typeof author.name === 'string' ? author.name : null;
}

/**
 * The notices as one text: packages with the same licence text stand together above it.
 * @param {Notice[]} notices
 */
export function noticesText(notices) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const { name, version, licence, text } of notices)
    groups.set(text, [...(groups.get(text) ?? []), `${name} ${version} (${licence})`]);
  const rule = '-'.repeat(80);
  const parts = [...groups].map(([text, names]) => `${rule}\n${names.join('\n')}\n\n${text}\n`);
  return `Gangway contains the works listed here. Electron and Chromium have their own files beside the program:
LICENSE.electron.txt and LICENSES.chromium.html.

${parts.join('\n')}`;
}

/** @param {string} path the file to write; its folder is made */
export async function writeNotices(path) {
  const notices = collectNotices();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, noticesText(notices));
  return notices.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = `${root}release/THIRD-PARTY-NOTICES.txt`;
  console.log(`${await writeNotices(path)} packages in ${path.slice(root.length)}`);
}
