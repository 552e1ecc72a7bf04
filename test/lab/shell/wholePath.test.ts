import { expect, test } from 'vitest';
import { describeWithEngine } from '../engine';
import { openLabMachine } from '../labMachine';
import { registryOf } from '../registry';
import { createLabShell } from '../startLab';
import { machineOf } from '../operations/stage/onMachine';

const runId = 'run-00001';

describeWithEngine('one change from the first reading to the proof', (engine) => {
  test('facts before, a detached change, facts after', async () => {
    const machine = machineOf('2019-fresh');
    const lab = openLabMachine({ ...machine, registry: registryOf(machine) });
    const shell = createLabShell({ executable: engine, env: lab.env });
    const look = () => shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
    const before = await look();
    expect(before.policy.forceDefenderPassiveMode).toBeNull();
    expect(before.runs).toEqual([]);

    await shell.start(runId, 1, 'Set-PassiveMode', { mode: 'passive' });
    const kinds: string[] = [];
    const onRecords = async (records: readonly { kind: string }[]) =>
      void kinds.push(...records.map(({ kind }) => kind));
    expect(await shell.follow(runId, 1, 0, onRecords, new AbortController().signal)).toBe('ended');
    expect(kinds[0]).toBe('start');
    expect(kinds.slice(-2)).toEqual(['result', 'end']);

    const after = await look();
    expect(after.policy.forceDefenderPassiveMode).toBe(1);
    expect(after.runs).toMatchObject([
      { runId, nn: 1, operation: 'Set-PassiveMode', outcome: 'ok', code: null },
    ]);
    await shell.close();
    lab.remove();
  });
});
