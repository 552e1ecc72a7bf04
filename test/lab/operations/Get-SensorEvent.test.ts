import { expect, it } from 'vitest';
import { readEvents } from '../../../main/practice/answers/readEvents';
import { describeWithEngine } from '../engine';
import { machineOf, onMachine } from './stage/onMachine';

describeWithEngine('Get-SensorEvent', () => {
  it('gives the newest events first, as many as were asked for', async () => {
    const machine = machineOf('2019-onboarded');
    const run = await onMachine('Get-SensorEvent', { since: 0, limit: 3 }, machine);
    expect(run.error).toBeNull();
    expect(run.result?.events).toEqual(readEvents(machine, 0, 3));
    expect(run.result?.events).toHaveLength(3);
  });

  it('cuts a text that is longer than any of Microsoft’s on the server', async () => {
    const machine = machineOf('2019-onboarded');
    for (const event of machine.events) event.text = '\\'.repeat(30_000);
    const run = await onMachine('Get-SensorEvent', { since: 0, limit: 3 }, machine);
    expect(run.result?.events).toEqual(readEvents(machine, 0, 3));
    expect(run.result?.events[0]?.text).toHaveLength(4003);
  });

  it('gives none where the sensor has no log yet', async () => {
    const run = await onMachine('Get-SensorEvent', { since: 0, limit: 200 }, machineOf('2012r2-fresh'));
    expect(run.error).toBeNull();
    expect(run.result?.events).toEqual([]);
    expect(run.records).toEqual([]);
  });

  it('leaves out what is older', async () => {
    const machine = machineOf('2019-onboarded');
    const run = await onMachine('Get-SensorEvent', { since: Date.now() + 1000, limit: 200 }, machine);
    expect(run.result?.events).toEqual([]);
  });

  it('fails where the logs do not answer', async () => {
    const env = { GANGWAY_LAB_BROKEN: 'Get-WinEvent' };
    const run = await onMachine('Get-SensorEvent', { since: 0, limit: 9 }, machineOf('2019-onboarded'), {
      env,
    });
    expect(run.error?.code).toBe('operation.failed');
  });
});
