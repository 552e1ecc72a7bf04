import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { Arch, build, Platform } from 'electron-builder';
import { makeElectronStub } from './electron-stub.mjs';
import { readFuseWire, wantedFuses } from './fuse-wire.mjs';
import { foreign, holdsTestFile, needed, strangersInArchive, strangersInFolder } from './package-rules.mjs';
import { makePapers } from './papers.mjs';
import { root } from './paths.mjs';
import { readProgram } from './windows-program.mjs';

/** Packs the Windows folder with a stub in Electron's place and looks into it. Needs dist/ (npm run build). */
const stub = `${root}.cache/electron-stub`;
const output = `${root}.cache/pack`;
const electronVersion = createRequire(import.meta.url)('electron/package.json').version;

/** @type {string[]} */
const wrong = [];
const expect = (/** @type {unknown} */ fine, /** @type {string} */ what) => {
  if (!fine) wrong.push(what);
};

if (!existsSync(`${root}dist/built`)) throw new Error('There is no dist/. Run "npm run build" first.');
await makeElectronStub(stub, electronVersion);
await makePapers();
await build({
  projectDir: root,
  targets: Platform.WINDOWS.createTarget('dir', Arch.x64),
  publish: 'never',
  config: { extends: 'electron-builder.yml', electronDist: stub, directories: { output } },
});

const folder = `${output}/win-unpacked`;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => statSync(`${folder}/${path}`).isFile())
  .sort();
for (const path of needed.folder) expect(files.includes(path), `${path} is not in the folder`);
for (const path of strangersInFolder(files)) expect(false, `${path} has no business in the folder`);
for (const path of files)
  expect(!holdsTestFile(readFileSync(`${folder}/${path}`)), `${path} holds the EICAR text`);

const archive = `${folder}/resources/app.asar`;
const entries = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
for (const path of needed.archive) expect(entries.includes(path), `${path} is not in the package`);
for (const path of strangersInArchive(entries)) expect(false, `${path} has no business in the package`);

const read = (/** @type {string} */ path) => extractFile(archive, path.slice(1)).toString();
for (const path of entries.filter((entry) => /^\/dist\/main\/.*\.(js|cjs)$/.test(entry)))
  for (const { pattern, means } of foreign) expect(!pattern.test(read(path)), `${path} ${means}`);
const manifest = JSON.parse(read('/package.json'));
expect(manifest.main === 'dist/main/main.js', 'package.json does not start dist/main/main.js');
for (const name of ['scripts', 'devDependencies'])
  expect(!Object.hasOwn(manifest, name), `package.json has ${name}`);

const program = readFileSync(`${folder}/Gangway.exe`);
const fuses = readFuseWire(program);
for (const [name, on] of Object.entries(wantedFuses))
  expect(Reflect.get(fuses, name) === on, `the fuse ${name} is not ${on ? 'on' : 'off'}`);
const { level, product, icons, integrity } = readProgram(program);
expect(level === 'asInvoker', `the program asks for the rights of "${level}"`);
expect(product === 'Gangway', `the program calls itself "${product}"`);
expect(icons >= 7, `the program's icon has ${icons} images`);
const header = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
const [checked, ...others] = integrity;
expect(
  others.length === 0 && checked?.file === 'resources\\app.asar' && checked.value === header,
  'the program does not hold app.asar against its hash',
);

const notices = readFileSync(`${folder}/resources/THIRD-PARTY-NOTICES.txt`, 'utf8');
for (const name of Object.keys(manifest.dependencies ?? {}))
  expect(notices.includes(`\n${name} `), `${name} is not in THIRD-PARTY-NOTICES.txt`);

for (const path of files) console.log(`${String(statSync(`${folder}/${path}`).size).padStart(9)}  ${path}`);
for (const path of entries) console.log(`           app.asar${path}`);
console.log(
  `fuses: ${Object.entries(fuses)
    .map(([name, on]) => `${name} ${on ? 'on' : 'off'}`)
    .join(', ')}`,
);
console.log(`program: ${product}, ${level}, icon of ${icons} images, app.asar ${header.slice(0, 16)}…`);
for (const line of wrong) console.log(`package: ${line}`);
console.log(
  wrong.length === 0
    ? `package: ${files.length} files and ${entries.length} entries, as they should be`
    : 'package: not as it should be',
);
process.exitCode = wrong.length === 0 ? 0 : 1;
