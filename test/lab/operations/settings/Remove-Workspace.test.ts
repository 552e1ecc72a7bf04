import { expect, it } from 'vitest';
import { keys } from '../../../../main/practice/machine/keys';
import { describeWithEngine } from '../../engine';
import { stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const [first, second] = [
  '0f6c2f0e-3d5b-4a0e-9a54-6d1f0e7b2a11',
  '9b1d7c44-52aa-4c1f-8e77-0a4c3d2b1e90',
] as const;
const server = '2012r2-othertenant';
const remove = (ids: string[], machine = machineOf(server), env: Record<string, string> = {}) =>
  onMachine('Remove-Workspace', { ids }, machine, { env });

/** That server, its agent in this state. */
function agentIs(status: 'Running' | 'Stopped' | 'StopPending') {
  const machine = machineOf(server);
  const { HealthService } = machine.services;
  if (HealthService === undefined) throw new Error('there is no agent');
  HealthService.status = status;
  return machine;
}

describeWithEngine('Remove-Workspace', () => {
  it('takes one away and leaves the others and the agent, then finds it so', async () => {
    const run = await remove([first.toUpperCase()]);
    expect(run.error).toBeNull();
    expect(stepsOf(run.records)).toEqual(['removeWorkspace begin', 'removeWorkspace done']);
    expect(run.result).toEqual({ changed: true, removed: [first], left: [second], stopped: false });
    expect(run.machine.registry[`${keys.workspaces}\\Log Analytics - ${first}`]).toBeUndefined();
    expect(run.machine.services.HealthService?.status).toBe('Running');
    const again = await remove([first], run.machine);
    expect(stepsOf(again.records)).toEqual(['removeWorkspace skipped']);
    expect(again.result).toMatchObject({ changed: false, left: [second] });
  });

  it('stops the agent once nothing is left for it, but not where it serves Operations Manager', async () => {
    const alone = await remove([first, second]);
    expect(alone.result).toMatchObject({ left: [], stopped: true });
    expect(alone.machine.services.HealthService?.status).toBe('Stopped');
    const shared = machineOf(server);
    // A workspace's own group is named so; any other is one of Operations Manager.
    shared.registry[`${keys.managementGroups}\\AOI-${first}`] = {};
    shared.registry[`${keys.managementGroups}\\OM-NORD`] = {};
    const kept = await remove([first, second], shared);
    expect(kept.result).toMatchObject({ left: [], stopped: false });
    expect(kept.machine.services.HealthService?.status).toBe('Running');
  });

  it.each([
    [
      'hangs while it stops',
      { GANGWAY_LAB_ODD: 'hangs:HealthService' },
      'Running',
      'still StopPending',
      'StopPending',
    ],
    ['was about to stop and hangs', {}, 'StopPending', 'still StopPending', 'StopPending'],
    ['does not stop', { GANGWAY_LAB_BROKEN: 'Stop' }, 'Running', 'could not be stopped', 'Running'],
  ] as const)(
    'says so after a minute where the agent %s, and has taken the workspaces',
    async (_, odd, before, said, status) => {
      const run = await remove([first, second], agentIs(before), { GANGWAY_LAB_SPEED: '100', ...odd });
      expect(run.error).toBeNull();
      expect(run.result).toMatchObject({ changed: true, left: [], stopped: false });
      expect(run.records).toContainEqual(
        expect.objectContaining({ Level: 'warn', Text: expect.stringContaining(said) }),
      );
      expect(run.machine.services.HealthService?.status).toBe(status);
    },
  );

  it('finds an agent that had stopped already', async () => {
    const run = await remove([first, second], agentIs('Stopped'));
    expect(run.records.filter(({ Kind }) => Kind === 'log')).toEqual([]);
    expect(run.result).toMatchObject({ left: [], stopped: true });
  });

  it('does nothing where there is no agent', async () => {
    const run = await remove([first], machineOf('2019-fresh'));
    expect(run.result).toEqual({ changed: false, removed: [], left: [], stopped: false });
  });

  it('fails with the code of the agent, and shows a list that did not change', async () => {
    const fault = { operation: 'Remove-Workspace', line: '', times: null } as const;
    const refusing = { ...fault, effect: 'fail', native: -2_147_467_259 } as const;
    const failed = await remove([first], { ...machineOf(server), faults: [refusing] });
    expect(failed.error).toMatchObject({ code: 'operation.failed', native: -2_147_467_259 });
    const idle = { ...fault, effect: 'noop', native: null } as const;
    const kept = await remove([first], { ...machineOf(server), faults: [idle] });
    expect(kept.result).toMatchObject({ changed: false, removed: [], left: [first, second] });
  });
});
