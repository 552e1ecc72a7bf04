import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { makeFuseWire } from './fuse-wire.mjs';

/**
 * Makes a folder that the packager takes for Electron on Windows, so that packaging is tested where Electron's
 * program cannot be had. The program in it is a valid PE file with version and manifest, and Electron's fuse wire
 * in its default state; it does nothing when started.
 * @param {string} folder is replaced @param {string} version of Electron, as its package says it
 */
export async function makeElectronStub(folder, version) {
  // resedit belongs to the packager, which edits the program with it: the copy that matters is the packager's own.
  const packager = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
  const { NtExecutable, NtExecutableResource, Resource } = packager('resedit');
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const info = Resource.VersionInfo.createEmpty();
  info.lang = 1033;
  info.setFileVersion(version);
  info.setProductVersion(version);
  info.setStringValues(
    { lang: 1033, codepage: 1200 },
    { ProductName: 'Electron', FileDescription: 'Electron' },
  );
  info.outputToResourceEntries(resources.entries);
  const manifest =
    '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security><requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security></trustInfo></assembly>';
  resources.entries.push({
    type: 24,
    id: 1,
    lang: 1033,
    codepage: 0,
    bin: new TextEncoder().encode(manifest).buffer,
  });
  resources.outputResource(program);

  await rm(folder, { recursive: true, force: true });
  await mkdir(`${folder}/locales`, { recursive: true });
  await mkdir(`${folder}/resources`, { recursive: true });
  await writeFile(`${folder}/electron.exe`, Buffer.concat([Buffer.from(program.generate()), makeFuseWire()]));
  await writeFile(`${folder}/version`, version);
  await writeFile(`${folder}/locales/en-US.pak`, '');
  await writeFile(`${folder}/LICENSE`, 'stub');
  await writeFile(`${folder}/LICENSES.chromium.html`, 'stub');
}
