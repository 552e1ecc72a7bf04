import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Measured } from './goals';
import { inTurns, timed } from './rounds';

const run = promisify(execFile);

/** As much of Electron as main touches before the app is ready; it never gets ready, so the process ends. */
const electron = `
const nothing = () => undefined;
export const app = { enableSandbox: nothing, requestSingleInstanceLock: () => true, on: nothing, quit: nothing, whenReady: () => new Promise(nothing), commandLine: { appendSwitch: nothing, getSwitchValue: () => '', hasSwitch: () => false, removeSwitch: nothing }, setAppUserModelId: nothing, getVersion: () => '0', isPackaged: true };
export const protocol = { registerSchemesAsPrivileged: nothing };
export const Menu = { setApplicationMenu: nothing };
export const ipcMain = {}, nativeTheme = {}, session = {}, shell = {}, dialog = {}, net = {}, safeStorage = {};
export class BrowserWindow {}
export class Notification {}
export default { app, protocol, Menu, ipcMain, nativeTheme, session, shell, dialog, net, safeStorage, BrowserWindow, Notification };
`;

/**
 * Measures the start of main: Node with the built bundle, Electron a stub, against Node with an empty file. The app behind it
 * (`openApp-<hash>.js`) is loaded when the window stands; what that takes is measured apart, so that nothing is hidden: against the app's
 * `libraries` alone, bundled in the same way. Every start is a process of its own, and its files were read before.
 */
export async function startRows(dist: string, libraries: string, pairs: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-start-'));
  try {
    const stub = join(folder, 'node_modules', 'electron');
    await mkdir(stub, { recursive: true });
    await writeFile(
      join(stub, 'package.json'),
      JSON.stringify({ name: 'electron', type: 'module', main: 'i.js' }),
    );
    await writeFile(join(stub, 'i.js'), electron);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await writeFile(join(folder, 'empty.js'), '');
    await cp(join(dist, 'main'), join(folder, 'main'), { recursive: true });
    const start = (file: string) => timed(() => run(process.execPath, [join(folder, file)]));
    const found = await inTurns(
      pairs,
      () => start('main/main.js'),
      () => start('empty.js'),
    );
    const app = (await readdir(join(folder, 'main'))).find((name) => /^openApp-[\w-]{8}\.js$/.test(name));
    if (app === undefined) throw new Error('the app has no chunk of its own');
    await writeFile(join(folder, 'app.js'), `import './main/main.js';\nimport './main/${app}';\n`);
    await cp(libraries, join(folder, 'libraries.js'));
    const whole = await inTurns(
      pairs,
      () => start('app.js'),
      () => start('libraries.js'),
    );
    return {
      startMain: found,
      startMainAdded: { ours: Math.max(0, found.ours - found.reference) },
      startApp: whole,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
