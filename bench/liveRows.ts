import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import type { App } from '../main/app';
import { serve } from '../main/bridge/web';
import { glue } from '../main/operations/index';
import { Broker } from '../main/shell/broker';
import { startPowerShell } from '../main/shell/powershell';
import { keepOutputs } from '../main/output/keepOutputs';
import { lineOf } from '../main/output/lines';
import { requests } from '../shared/bridge/contract';
import type { BridgeEvent } from '../shared/bridge/messages';
import type { Measured } from './goals';
import { quantile } from './rounds';
import { installFake } from './shellRows';

const runId = 'bench-0001';

/**
 * Measures how old a line is when it is painted: written by a process, through the broker, the output of the run, the
 * loopback carrier, the client and the log of the product. `pages` is the folder of the built pages of the bench.
 */
export async function liveRows(
  browser: Browser,
  fake: string,
  pages: string,
  count: number,
): Promise<Measured> {
  const { folder, program } = await installFake(fake);
  const data = await mkdtemp(join(tmpdir(), 'gangway-live-'));
  const listeners = new Set<(event: BridgeEvent) => void>();
  const outputs = keepOutputs(data, (event) => {
    for (const listener of listeners) listener(event);
  });
  const app: App = {
    async dispatch(message) {
      const { name, input } = message as { name: string; input: unknown };
      if (name === 'getOutput') {
        const { from, limit } = requests.getOutput.input.parse(input);
        return { ok: true, value: await outputs.read(runId, from, limit) };
      }
      if (name === 'ackOutput') outputs.acknowledge(runId, requests.ackOutput.input.parse(input).seq);
      return { ok: true, value: name === 'hello' ? hello : {} };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    closingWords: () => Promise.resolve(null),
    upload: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const carrier = await serve(app, pages);
  const times = { helloMs: 60_000, graceMs: 3000, heartbeatMs: 30_000 };
  const { broker } = await Broker.open(
    await startPowerShell({ executable: program }),
    glue.broker.text,
    folder,
    times,
  );
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(carrier.url.replace('/#', '/log.html#'));
    await page.waitForFunction(() => window.bench !== undefined);
    const stop = await page.evaluateHandle((id) => window.bench?.follow(id), runId);
    await page.locator('.gw-log-lines').waitFor();
    let kept: Promise<void> = Promise.resolve();
    await broker.run({
      operation: 'Write-Stamps',
      script: { text: '', sha256: '' },
      params: JSON.stringify({ count, everyMs: 23 }),
      limitMs: 600_000,
      signal: undefined,
      onRecords: (records) => {
        const lines = records.flatMap((record) => lineOf(record, 'bench', (at) => at) ?? []);
        kept = kept.then(() => outputs.append(runId, lines));
      },
    });
    await kept;
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    const ages = await stop.evaluate((end) => end?.() ?? []);
    if (ages.length < count * 0.9)
      throw new Error(`${String(ages.length)} of ${String(count)} lines were painted`);
    // The first ones come while the page is still setting itself up.
    return { latency: { ours: quantile(ages.slice(Math.min(5, count >> 2)), 0.95) } };
  } finally {
    await page.close();
    await broker.close();
    await carrier.close();
    await outputs.close();
    await rm(folder, { recursive: true, force: true });
    await rm(data, { recursive: true, force: true });
  }
}

const hello = {
  carrier: 'loopback',
  realTargets: false,
  elevated: false,
  platform: 'linux',
  version: '0.0.0',
  locale: 'en-GB',
};
