import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { scripts } from '../../../main/operations/index';
import { readMachine } from '../../../main/practice/machine/machines';
import type { RunRecord } from '../../../shared/bridge/records';
import { makeOurs } from '../operations/stage/kit';
import { machineOf } from '../operations/stage/onMachine';
import { openRemoteBroker } from '../remote/remoteShell';
import { describeWithRemote, openRemoteServer } from '../remote/remoteServer';
import { playStep } from './practiceSide';

vi.setConfig({ testTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'gangway-both-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of this computer; its seven pieces grow from 64 KB to 1 MB where each is quick. */
function fileOf(name: string, bytes: number) {
  const content = Buffer.alloc(bytes, name);
  const source = join(folder, name);
  writeFileSync(source, content);
  return { sha256: createHash('sha256').update(content).digest('hex'), name, bytes, source };
}
const steps = (records: readonly RunRecord[]) =>
  records.flatMap((one) => (one.kind === 'step' ? [`${one.key} ${one.state} ${one.detail}`] : []));
const totals = (records: readonly RunRecord[]) =>
  new Set(records.flatMap((one) => (one.kind === 'progress' ? [one.total] : [])));
const places = (records: readonly RunRecord[]) =>
  records.flatMap((one) => (one.kind === 'progress' ? [one.done] : []));

describeWithRemote('a copy over a session, by the script and by a practice server', (engine) => {
  test('tells the same steps, pieces and result: a new file, the same again, and a small one', async () => {
    const files = [fileOf('one.msi', 1_500_000), fileOf('one.msi', 1_500_000), fileOf('two.cmd', 9_000)];
    const server = openRemoteServer(machineOf('2019-fresh'));
    const desk = await openRemoteBroker(engine, folder, server);
    try {
      makeOurs(server.lab.disk);
      const params = { files };
      const result = await desk.run('', {
        script: scripts['Send-Package'],
        params,
        across: true,
        limitMs: 280_000,
      });
      const practice = await playStep({ name: 'Send-Package', params }, readMachine('network-fresh'));
      expect(practice.result).toEqual(result);
      expect(steps(practice.records)).toEqual(steps(desk.told));
      expect(totals(practice.records)).toEqual(totals(desk.told));
      expect(places(practice.records).at(-1)).toBe(places(desk.told).at(-1));
      // A slow engine may keep its pieces small; it never makes larger ones.
      expect(places(desk.told)[0]).toBe(places(practice.records)[0]);
      expect(places(desk.told).length).toBeGreaterThanOrEqual(places(practice.records).length);
    } finally {
      await desk.broker.close();
      server.remove();
    }
  });
});
