import { describe, expect, it } from 'vitest';
import { operations } from '../../../../../shared/model/operations';
import { mayCrash, removeWorkspaces } from '../../../../../shared/plan/actions/workspaces';
import { workspacesSetting } from '../../../../../shared/plan/settings/workspaces';
import { aServer, server2016 } from '../../../../fixtures/facts';
import { file, having, type Change } from './having';

const [one, two] = ['0f6c2f0e-3d5b-4a0e', '9b1d7c44-52aa-4c1f'] as const;
const agent: Change = { workspaces: [{ id: one }, { id: two }] };
const old: Change = { ...server2016, sensor: { senseVersion: '10.8047.22439.1055' } };
const wanting = (workspaces: string[] | null, ...changes: Change[]) =>
  having(changes, { wishes: { workspaces } });

describe('workspaces of the old agent', () => {
  it('are taken away one by one, and are gone once the server shows none of them', () => {
    const wanted = wanting([two.toUpperCase()], agent);
    expect(operations['Remove-Workspace'].params.parse(removeWorkspaces.call(wanted)?.params)).toEqual({
      ids: [two.toUpperCase()],
    });
    const cases = [wanted, wanting([two], { workspaces: [{ id: one }] }), wanting([two])];
    expect(cases.map((situation) => removeWorkspaces.isDone(situation))).toEqual([false, true, true]);
    expect(removeWorkspaces.applies(wanting(null, agent))).toBe(false);
    expect(removeWorkspaces.takeBack).toBeUndefined();
    expect([aServer(agent), aServer()].map((facts) => removeWorkspaces.evidence(facts))).toEqual([
      `workspaces = ${one}, ${two}`,
      'workspaces = -',
    ]);
  });

  it('wait for a sensor that is new enough (K9)', () => {
    const owner: Change = { owners: [{ kind: 'monitoringAgent', detail: '' }] };
    const sensor = (senseVersion: string): Change => ({ sensor: { senseVersion } });
    expect(mayCrash(aServer(old, agent))).toBe(true);
    expect(mayCrash(aServer(old, owner))).toBe(true);
    // Without the agent nothing shows that the server came from it.
    expect(mayCrash(aServer(old))).toBe(false);
    expect(mayCrash(aServer(old, agent, sensor('10.8047.22439.1056')))).toBe(false);
    // A Windows with a sensor of its own never had that one, and a server without one has nothing to crash.
    expect(mayCrash(aServer(sensor('10.8047.1'), agent))).toBe(false);
    expect(mayCrash(aServer(server2016, agent))).toBe(false);
    const blocked = wanting([one], agent, old);
    expect(removeWorkspaces.call(blocked)).toBeNull();
    expect(workspacesSetting.offers(blocked)).toEqual([]);
    expect(workspacesSetting.notes(blocked).map(({ id }) => id)).toContain('workspaces.sensorFirst');
  });

  it('follow the sensor of the same plan, where it is new enough', () => {
    const update = (version: string) => file('a', { kind: 'sensorUpdate', version });
    const planned = (version: string) =>
      having(
        [agent, old],
        { wishes: { workspaces: [one], sensorUpdate: 'library' } },
        { sensorUpdate: update(version) },
      );
    expect(removeWorkspaces.call(planned('10.8047.22439.1055'))).toBeNull();
    expect(removeWorkspaces.call(planned('10.8047.22439.1056'))?.params).toEqual({ ids: [one] });
    expect(workspacesSetting.offers(planned('10.8805.24100.3'))).toHaveLength(1);
  });

  it('are offered where there are any, all or by their identifiers', () => {
    const offered = workspacesSetting.offers(wanting(null, agent));
    expect(offered).toEqual([{ id: 'workspaces.all', wishes: { workspaces: [one, two] } }]);
    expect(workspacesSetting.offers(wanting(null))).toEqual([]);
    expect(workspacesSetting.notes(wanting(null))).toEqual([]);
    expect(workspacesSetting.field?.wishOf(` ${one},${two} `)).toEqual({ workspaces: [one, two] });
    expect([' ', 'a b!'].map((text) => workspacesSetting.field?.wishOf(text))).toEqual([null, null]);
    expect(workspacesSetting.parts?.(wanting([two, 'none'], agent))).toEqual([
      { name: 'Log Analytics', before: two, after: '-' },
      { name: 'Log Analytics', before: '-', after: '-' },
    ]);
  });
});
