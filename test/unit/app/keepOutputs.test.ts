import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepOutputs } from '../../../main/output/keepOutputs';
import type { NewLine, RunOutputs } from '../../../main/output/outputs';
import type { OutputLine } from '../../../shared/bridge/output';

const runId = '20261124-100000-aaaaaaaa';
const some = (count: number, source = 'msi'): NewLine[] =>
  Array.from({ length: count }, (_, n) => ({
    at: n,
    source,
    level: 'info',
    text: `line ${String(n)}`,
    action: 'install-sensor',
  }));

let folder = '';
let sent: OutputLine[] = [];
let outputs: RunOutputs;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-outputs-'));
  sent = [];
  outputs = keepOutputs(folder, (event) => {
    if (event.type === 'output') sent.push(...event.lines);
  });
});
afterEach(async () => {
  await outputs.close();
  await rm(folder, { recursive: true, force: true });
});

/** Resolves to false while a promise is still open after other work had its turn. */
const isSettled = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    promise.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 50)),
  ]);

describe('the outputs of runs', () => {
  it('numbers lines without gaps and reads them again from the disk', async () => {
    await outputs.append(runId, some(3));
    await outputs.append(runId, some(2, 'gangway'));
    await outputs.close();
    const again = keepOutputs(folder, () => undefined);
    const { lines, total } = await again.read(runId, 1, 2);
    expect(total).toBe(5);
    expect(lines.map((line) => line.seq)).toEqual([1, 2]);
    expect(await again.serverLines(runId, 'install-sensor')).toBe(3);
    await again.close();
  });

  it('waits for a page that acknowledges and has fallen behind, and goes on when it catches up', async () => {
    outputs.acknowledge(runId, 0);
    const third = outputs.append(runId, some(6000));
    expect(await isSettled(third)).toBe(false);
    expect(sent).toHaveLength(6000);
    outputs.acknowledge(runId, 5999);
    await third;
  });

  it('waits for no page when none acknowledges', async () => {
    expect(await isSettled(outputs.append(runId, some(20_000)))).toBe(true);
  });

  it('gives up on a page that went away, once', async () => {
    outputs.acknowledge(runId, 0);
    await outputs.append(runId, some(6000));
    expect(await isSettled(outputs.append(runId, some(6000)))).toBe(true);
  });

  it('gives every line its own number, however many runs speak at once', async () => {
    const ids = Array.from({ length: 24 }, (_, n) => `20261124-100000-${String(n).padStart(8, '0')}`);
    for (let round = 0; round < 4; round += 1)
      await Promise.all(ids.map((one) => outputs.append(one, some(2))));
    for (const one of ids) {
      const { lines, total } = await outputs.read(one, 0, 100);
      expect(total).toBe(8);
      expect(lines.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
  });

  it('keeps a flood that comes faster than the disk writes', async () => {
    for (let n = 0; n < 40; n += 1) await outputs.append(runId, some(5000));
    const { lines, total } = await outputs.read(runId, 150_000, 10);
    expect(total).toBe(200_000);
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 10 }, (_, n) => 150_000 + n));
  });
});
