import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { readLogs } from '../../../main/practice/answers/readLogs';
import { Walker } from '../app/walker';
import type { PracticeState } from '../../../main/practice/machine/practiceState';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

describe('logs of a server', () => {
  it('are brought from one that is connected, with its events and its clock, and nothing changes there', async () => {
    walker = await Walker.start();
    await walker.ask('addTarget', { kind: 'practice', machine: '2019-onboarded' });
    await walker.ask('takeLogs', { targetId: 'practice-2019-onboarded' });
    const { logs, targets } = await walker.ask('getSession', {});
    expect(logs.files).toMatchObject([{ kind: 'events', name: 'events.jsonl', refusal: null }]);
    expect(logs.files[0]?.lines).toBeGreaterThan(3);
    expect(logs.zone.of).toBe(targets[0]?.target.name);
    expect(targets[0]?.changes).toEqual([]);
  });

  it('are not brought from one of the network that is not connected', async () => {
    walker = await Walker.start();
    await walker.ask('addTarget', { kind: 'practice', machine: 'network-fresh' });
    expect(await walker.refused('takeLogs', { targetId: 'practice-network-fresh' })).toBe(
      'target.unreachable',
    );
  });
});

it('practice brings what its installations wrote, the newest first, and no more than was asked for', () => {
  const run = (runId: string, at: number) => ({
    runId,
    nn: 2,
    operation: 'Install-Sensor',
    records: [
      { n: 0, at, kind: 'log', source: 'msi', level: 'info', text: 'x'.repeat(3000) },
      { n: 1, at: at + 10, kind: 'log', source: 'out', level: 'info', text: 'ours' },
      { n: 2, at: at + 1e9, kind: 'log', source: 'msi', level: 'info', text: 'not yet' },
    ],
  });
  const state = { runs: [run('r-old', 1000), run('r-new', 2000)], time: 5000 } as unknown as PracticeState;
  const { files } = readLogs(state, { bytes: 4096, total: 6000 });
  expect(files.map(({ path, size }) => [path.split('\\').at(-3), size])).toEqual([
    ['r-new', 6006],
    ['r-old', 6006],
  ]);
  expect(files[0]?.content).toBe(
    gzipSync(Buffer.from(`${'x'.repeat(2046)}\r\n`, 'utf16le')).toString('base64'),
  );
});
