import { expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { machineOf, onMachine } from './onMachine';

describeWithEngine('Restart-Server', () => {
  it('asks Windows, and what waited for the restart has happened', async () => {
    const machine = machineOf('2016-restart');
    const before = Date.now();
    const run = await onMachine('Restart-Server', { delaySeconds: 5 }, machine);
    expect(run.error).toBeNull();
    expect(run.result?.askedAt).toBeGreaterThanOrEqual(before);
    expect(run.machine.boot.startedAt).toBeGreaterThan(machine.boot.startedAt);
    expect(run.machine.boot.recent[0]?.upAt).toBe(run.machine.boot.startedAt);
    expect(run.machine.atRestart).toEqual([]);
    const facts = await onMachine('Get-ServerState', { antivirusServices: [], eventsSince: 0 }, run.machine);
    expect(facts.result?.restartPending).toEqual([]);
  });

  it('takes a restart that is planned already for an answer', async () => {
    const machine = machineOf('2016-restart');
    machine.faults = [
      { operation: 'Restart-Server', effect: 'fail', native: 1190, line: 'planned', times: 1 },
    ];
    const run = await onMachine('Restart-Server', { delaySeconds: 0 }, machine);
    expect(run.error).toBeNull();
    expect(run.result).toBeDefined();
  });

  it('fails with the code of the tool', async () => {
    const machine = machineOf('2016-restart');
    machine.faults = [
      { operation: 'Restart-Server', effect: 'fail', native: 5, line: 'Zugriff verweigert', times: 1 },
    ];
    const run = await onMachine('Restart-Server', { delaySeconds: 0 }, machine);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 5 });
  });
});
