import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform } from 'electron-builder';
import { makeElectronStub } from './electron-stub.mjs';
import { root } from './paths.mjs';

/** Packs the Windows folder with a stub in Electron's place and looks into it. Needs dist/ (npm run build). */
const stub = `${root}.cache/electron-stub`;
const output = `${root}.cache/pack`;
const electronVersion = createRequire(import.meta.url)('electron/package.json').version;

/** States of a fuse in the wire: the characters 0 and 1. */
const [disabled, enabled] = [0x30, 0x31];

/** @type {string[]} */
const wrong = [];
const expect = (/** @type {unknown} */ fine, /** @type {string} */ what) => {
  if (!fine) wrong.push(what);
};

if (!existsSync(`${root}dist/built`)) throw new Error('There is no dist/. Run "npm run build" first.');
await makeElectronStub(stub, electronVersion);
await build({
  projectDir: root,
  targets: Platform.WINDOWS.createTarget('dir', Arch.x64),
  publish: 'never',
  config: { extends: 'electron-builder.yml', electronDist: stub, directories: { output } },
});

const folder = `${output}/win-unpacked`;
const archive = `${folder}/resources/app.asar`;
const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
for (const needed of [
  '/package.json',
  '/dist/main/main.js',
  '/dist/main/preload.cjs',
  '/dist/renderer/index.html',
])
  expect(files.includes(needed), `${needed} is not in the package`);
for (const path of files) {
  expect(!/\.(map|ts|tsx)$/.test(path), `${path} has no business in the package`);
  expect(/^\/(package\.json|dist(\/(main|renderer)(\/.*)?)?)$/.test(path), `${path} is outside dist/`);
}
expect(!files.includes('/dist/main/web.js'), 'the loopback carrier is in the package');
for (const path of files.filter((file) => /^\/dist\/main\/.*\.(js|cjs)$/.test(file))) {
  const text = extractFile(archive, path.slice(1)).toString();
  expect(!/\bcreateServer\(/.test(text), `${path} opens a port`);
  expect(!text.includes('GANGWAY_LAB'), `${path} knows the lab target`);
}

const fuses = await getCurrentFuseWire(`${folder}/Gangway.exe`);
const on = [
  FuseV1Options.EnableCookieEncryption,
  FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  FuseV1Options.OnlyLoadAppFromAsar,
];
const off = [
  FuseV1Options.RunAsNode,
  FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  FuseV1Options.EnableNodeCliInspectArguments,
  FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  FuseV1Options.GrantFileProtocolExtraPrivileges,
];
for (const fuse of on) expect(Number(fuses[fuse]) === enabled, `fuse ${FuseV1Options[fuse]} is not on`);
for (const fuse of off) expect(Number(fuses[fuse]) === disabled, `fuse ${FuseV1Options[fuse]} is not off`);

const program = readFileSync(`${folder}/Gangway.exe`, 'latin1');
expect(program.includes('level="asInvoker"'), 'the program asks for more rights than its caller has');

for (const line of wrong) console.log(`package: ${line}`);
console.log(
  wrong.length === 0 ? `package: ${files.length} entries, as they should be` : 'package: not as it should be',
);
process.exitCode = wrong.length === 0 ? 0 : 1;
