import { expect, it } from 'vitest';
import type { Fault, Machine } from '../../../../main/practice/machine/machine';
import { describeWithEngine } from '../../engine';
import { labFile, stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const marks = 'lab-version: 10.8805.24100.3\n';
const update = labFile(
  'UpdateSenseClient.exe',
  `${marks}lab-internal-name: UpdateSenseClient.exe\nlab-signature: Valid\n`,
);
// The half minute that it waits for a newer version is over at once.
const env = { GANGWAY_LAB_SPEED: '2000' };
const run = (machine: Machine, file = update) =>
  onMachine('Update-Sensor', { file: file.file }, machine, { prepare: file.prepare, env });
const faulty = (effect: Fault['effect'], native: number | null): Machine => ({
  ...machineOf('2016-onboarded'),
  faults: [{ operation: 'Update-Sensor', effect, native, line: '', times: null }],
});
const [before, after] = ['10.8735.24070.5', '10.8805.24100.3'];

describeWithEngine('Update-Sensor', () => {
  it.each(['2012r2-onboarded', '2016-onboarded'])('brings the sensor of the file to %s, once', async (id) => {
    const first = await run(machineOf(id));
    expect(first.error).toBeNull();
    expect(stepsOf(first.records)).toEqual([
      ...['verifyFile begin', 'verifyFile done'],
      ...['updateSensor begin', 'updateSensor done'],
    ]);
    expect(first.result).toEqual({ changed: true, restart: false, native: 0, before, after });
    const again = await run(first.machine);
    expect(again.result).toEqual({ changed: false, restart: false, native: null, before: after, after });
  });

  it('asks for the restart that its code asks for', async () => {
    const { result } = await run(faulty('restart', null));
    expect(result).toMatchObject({ changed: true, restart: true, native: 3010 });
  });

  it('does not take 0 for a new sensor', async () => {
    const { result, records } = await run(faulty('noop', null));
    expect(result).toEqual({ changed: false, restart: false, native: 0, before, after: before });
    expect(records.filter(({ Level }) => Level === 'warn')).toHaveLength(1);
  });

  it.each([
    ['a code that is none of success', faulty('fail', 1603), update, 'operation.failed', 1603],
    ['a Windows with a sensor of its own', machineOf('2019-onboarded'), update, 'sensor.notInstalled', null],
    ['a server without a sensor', machineOf('2016-prerequisites'), update, 'sensor.notInstalled', null],
    [
      'a file that nobody signed',
      machineOf('2016-onboarded'),
      labFile('UpdateSenseClient.exe', `${marks}lab-internal-name: UpdateSenseClient.exe\n`),
      ...(['package.notTrusted', null] as const),
    ],
    [
      'another program under its name',
      machineOf('2016-onboarded'),
      labFile(
        'UpdateSenseClient.exe',
        `${marks}lab-internal-name: UpdatePlatform.exe\nlab-signature: Valid\n`,
      ),
      ...(['package.notTrusted', null] as const),
    ],
  ])('fails with the reason: %s', async (_, machine, file, code, native) => {
    const { error, machine: left } = await run(machine, file);
    expect(error).toMatchObject({ code, native });
    expect(left.services.Sense).toEqual(machine.services.Sense);
  });
});
