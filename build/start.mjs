import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buildAll } from './build.mjs';
import { electronBinary } from './electron-binary.mjs';
import { root } from './paths.mjs';
import { isStale } from './stale.mjs';

/** Electron's own installer may take this long, in ms; a machine without internet would wait for minutes. */
const installLimit = 60_000;

/**
 * Runs a program with our own input and output and answers its exit code; null if it was ended by a signal.
 * @param {string} program @param {string[]} args @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number | null>}
 */
function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    const forward = () => child.kill('SIGTERM');
    process.once('SIGINT', forward);
    process.once('SIGTERM', forward);
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code));
  });
}

async function findElectron() {
  const there = electronBinary();
  if (there !== null || process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined) return there;
  const installer = `${root}node_modules/electron/install.js`;
  if (existsSync(installer))
    await run(process.execPath, [installer], {
      stdio: 'ignore',
      timeout: installLimit,
      killSignal: 'SIGKILL',
    });
  return electronBinary();
}

/** @param {string} url */
function openBrowser(url) {
  const [program, ...args] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', url];
  const child = spawn(program ?? '', args, { stdio: 'ignore', detached: true });
  child.once('error', () => console.log('No browser could be opened. Open the address above.'));
  child.unref();
}

function hasDisplay() {
  if (process.env.CI !== undefined) return false;
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

if (isStale()) await buildAll();
const electron = await findElectron();
if (electron !== null) {
  process.exitCode = (await run(electron, [root])) ?? 0;
} else {
  console.log(
    'Electron is not there and could not be fetched: the practice wizard runs in your browser instead.',
  );
  const { serve } = await import(new URL('../dist/main/web.js', import.meta.url).href);
  const server = await serve();
  console.log(`Gangway practice: ${server.url}\nEnd it with Ctrl+C.`);
  if (hasDisplay()) openBrowser(server.url);
  const end = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
