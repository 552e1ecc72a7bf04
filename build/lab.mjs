import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';
import { buildAll } from './build.mjs';
import { takeOwnTempUntilExit } from './ownTemp.mjs';
import { root } from './paths.mjs';
import { isStale } from './stale.mjs';

// The wizard in a browser, with the product's own scripts at work on a PowerShell engine over the lab's fake Windows.
takeOwnTempUntilExit();
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, watch: null },
});
// The one that the tests take, too.
const { engine } = await vite.ssrLoadModule('/test/lab/engine.ts');
if (engine === null) {
  console.error('There is no PowerShell: name one by GANGWAY_POWERSHELL, or put pwsh on the PATH.');
  process.exit(1);
}
if (isStale()) await buildAll();
const { createLabTargets } = await vite.ssrLoadModule('/test/lab/labTarget.ts');
const { serve } = await vite.ssrLoadModule('/main/web/main.ts');
const lab = createLabTargets(engine);
const carrier = await serve({
  dist: join(root, 'dist'),
  dataFolder: await mkdtemp(join(tmpdir(), 'gangway-lab-data-')),
  openShell: lab.openShell,
});
console.log(
  `Gangway over the lab: ${carrier.url}\nThe servers are fake, the scripts are the real ones. End it with Ctrl+C.`,
);
process.once('SIGINT', () => {
  void carrier.close().then(async () => {
    lab.remove();
    await vite.close();
    process.exit(0);
  });
});
