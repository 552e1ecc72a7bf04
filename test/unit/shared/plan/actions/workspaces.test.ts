import { describe, expect, it } from 'vitest';
import { operations } from '../../../../../shared/model/operations';
import { mayCrash, removeAgent, removeWorkspaces } from '../../../../../shared/plan/actions/workspaces';
import { monitoringAgentSetting, workspacesSetting } from '../../../../../shared/plan/settings/workspaces';
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

describe('the old agent itself', () => {
  const productCode = '{8A7F2C41-6D3E-4B52-9C18-3E5A0B6D7F10}';
  const installed = (groups: string[] = []): Change => ({
    monitoringAgent: { productCode, version: '10.20.18069.0', groups },
  });
  const unregistered: Change = { monitoringAgent: { productCode: null, version: null, groups: [] } };
  const removing = (changes: Change[], workspaces: string[] | null = null) =>
    having(changes, { wishes: { monitoringAgent: 'removed', workspaces } });

  it('goes by its own registration, with the groups of which a person was told', () => {
    const wanted = removing([installed(['OM-NORD'])]);
    expect(operations['Remove-MonitoringAgent'].params.parse(removeAgent.call(wanted)?.params)).toEqual({
      productCode,
      groups: ['OM-NORD'],
    });
    expect(removeAgent.isDone(wanted)).toBe(false);
    expect(removeAgent.isDone(removing([]))).toBe(true);
    const unread: Change = {
      unreadable: [{ fact: 'monitoringAgent', reason: 'failed', detail: '' }],
    };
    expect(removeAgent.isDone(removing([unread]))).toBe(false);
    expect(removeAgent.applies(having([installed()]))).toBe(false);
    expect(removeAgent.takeBack).toBeUndefined();
  });

  it.each<[string, Change[], string[] | null, string | null]>([
    ['nothing', [installed()], null, null],
    ['a workspace that stays', [installed(), agent], [one], 'workspacesFirst'],
    ['no workspace that goes before it', [installed(), agent], [one.toUpperCase(), two], null],
    ['a sensor that is too old', [installed(), old, agent], [one, two], 'sensorFirst'],
    ['a missing registration', [unregistered], null, 'agentUnregistered'],
  ])('is hindered by %s', (_, changes, workspaces, why) => {
    const situation = removing(changes, workspaces);
    expect(removeAgent.hindered?.(situation)).toBe(why);
    expect(removeAgent.call(situation) === null).toBe(why !== null);
  });

  it('is offered with all that is to be known before', () => {
    const notes = (...changes: Change[]) => monitoringAgentSetting.notes(having(changes)).map(({ id }) => id);
    expect(notes(installed(['OM-NORD']), agent)).toEqual([
      'agent.groups',
      'agent.workspacesFirst',
      'agent.others',
      'agent.azure',
      'agent.oneWay',
    ]);
    expect(notes(unregistered)[0]).toBe('agent.unregistered');
    expect(notes()).toEqual([]);
    const offers = (...changes: Change[]) => monitoringAgentSetting.offers(having(changes)).length;
    expect([offers(installed()), offers(unregistered), offers(installed(), old, agent), offers()]).toEqual([
      1, 0, 0, 0,
    ]);
  });
});
