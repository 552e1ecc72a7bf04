import { expect, it } from 'vitest';
import { describeWithEngine } from '../../engine';
import { machineOf, onMachine } from '../stage/onMachine';

const path = '\\\\files.practice.example\\deploy$\\WindowsDefenderATPOnboardingScript.cmd';

describeWithEngine('Test-ScriptShare', () => {
  it.each([
    ['a share that refuses computers', 0x80070005, 'denied', '0x80070005'],
    ['a file that is not there', 0x80070002, 'notFound', '0x80070002'],
    ['a server that nobody knows', 0x80070035, 'notReached', '0x80070035'],
    ['a sign-in that is not taken', 0x8007052e, 'denied', '0x8007052e'],
    ['a code that nobody foresaw', 0x8007003a, 'failed', '0x8007003a'],
    ['a share that lets read', undefined, 'read', null],
  ])('tells of %s', async (_, shareRefuses, state, code) => {
    const machine = machineOf('2019-managed');
    if (machine.policyTraces === undefined) throw new Error('no traces');
    machine.policyTraces = { ...machine.policyTraces, ...(shareRefuses !== undefined && { shareRefuses }) };
    const run = await onMachine('Test-ScriptShare', { path }, machine);
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ path, state, code });
  });
});
