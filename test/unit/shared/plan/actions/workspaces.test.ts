import { describe, expect, it } from 'vitest';
import { operations } from '../../../../../shared/model/operations';
import { removeWorkspaces, sensorComesFirst } from '../../../../../shared/plan/actions/workspaces';
import { workspacesSetting } from '../../../../../shared/plan/settings/workspaces';
import { aServer, server2016 } from '../../../../fixtures/facts';
import { having, type Change } from './having';

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
    expect(sensorComesFirst(aServer(old))).toBe(true);
    expect(sensorComesFirst(aServer(old, { sensor: { senseVersion: '10.8047.22439.1056' } }))).toBe(false);
    // A Windows with a sensor of its own never had that one, and a server without one has nothing to crash.
    expect(sensorComesFirst(aServer({ sensor: { senseVersion: '10.8047.1' } }))).toBe(false);
    expect(sensorComesFirst(aServer(server2016))).toBe(false);
    const blocked = wanting([one], agent, old);
    expect(removeWorkspaces.call(blocked)).toBeNull();
    expect(workspacesSetting.offers(blocked)).toEqual([]);
    expect(workspacesSetting.notes(blocked).map(({ id }) => id)).toContain('workspaces.sensorFirst');
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
