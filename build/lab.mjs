import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';
import { buildAll } from './build.mjs';
import { takeOwnTempUntilExit } from './ownTemp.mjs';
import { root } from './paths.mjs';
import { isStale } from './stale.mjs';

// The wizard in a browser, with the product's own scripts at work on a PowerShell engine over the lab's fake Windows.
const engine = process.env.GANGWAY_POWERSHELL;
if (engine === undefined) {
  console.error(
    'Set GANGWAY_POWERSHELL to a PowerShell engine with a registry file (docs: test/lab/FakeWindows/README.md).',
  );
  process.exit(1);
}
takeOwnTempUntilExit();
if (isStale()) await buildAll();
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, watch: null },
});
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
