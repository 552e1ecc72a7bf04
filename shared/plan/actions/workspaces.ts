import { recogniseOs } from '../../knowledge/os';
import type { ServerState } from '../../model/facts';
import { compareVersions } from '../../version';
import type { Rule } from '../rules/rule';
import type { Situation } from '../situation';
import { rawValue, type Action } from './action';
import { always, byRules } from './byRules';
import { versionOf } from './updates';

/** From this sensor on a server that came from the old agent can be changed back without a crash (onboard-server; known issue K9). */
const firstSafe = '10.8047.22439.1056';

/** Whether the sensor of this server has to be updated before anything is done about the old agent, or taken away. */
export const mayCrash = ({ os, owners, sensor, workspaces }: ServerState): boolean =>
  recogniseOs(os).sensor === 'installed' &&
  // That the server came from the old agent shows in the agent still being there.
  (workspaces.length > 0 || owners.some(({ kind }) => kind === 'monitoringAgent')) &&
  sensor.senseVersion !== null &&
  compareVersions(sensor.senseVersion, firstSafe) < 0;

/** Whether that is so, and the plan does not bring a sensor that is new enough before. */
export const sensorComesFirst = ({ facts, inputs, kit }: Situation): boolean =>
  mayCrash(facts) &&
  (inputs.wishes.sensorUpdate === null ||
    compareVersions(versionOf(kit.sensorUpdate) ?? '0.0', firstSafe) < 0);

/** Takes workspaces away from the old monitoring agent. One-way: to add one again takes its key, which nobody can read. */
export const removeWorkspaces: Action = {
  id: 'remove-workspaces',
  operation: 'Remove-Workspace',
  restart: 'no',
  oneWay: true,
  minutes: [0, 1],
  ...byRules(({ inputs }) => {
    const isLeft = (id: string): Rule => ({
      some: 'workspaces',
      where: { fact: 'id', reads: id.toLowerCase() },
    });
    return (
      inputs.wishes.workspaces && {
        applies: always,
        done: { not: { any: inputs.wishes.workspaces.map(isLeft) } },
      }
    );
  }),
  hindered: (situation) => (sensorComesFirst(situation) ? 'sensorFirst' : null),
  call: (situation) =>
    situation.inputs.wishes.workspaces === null || sensorComesFirst(situation)
      ? null
      : { operation: 'Remove-Workspace', params: { ids: situation.inputs.wishes.workspaces } },
  evidence: ({ workspaces }) =>
    `workspaces = ${workspaces.length === 0 ? '-' : workspaces.map(({ id }) => id).join(', ')}`,
};

/** Whether a workspace is left to which the agent reports, and which nobody wished away. */
export const keepsWorkspace = ({ facts, inputs }: Situation): boolean => {
  const going = new Set(inputs.wishes.workspaces?.map((id) => id.toLowerCase()));
  return facts.workspaces.some(({ id }) => !going.has(id.toLowerCase()));
};

/**
 * Takes the old agent itself away, by its own registration with Windows Installer, after its workspaces. Others may use it, so a
 * person is told of them first, and the script refuses where it finds one more. One-way.
 */
export const removeAgent: Action = {
  id: 'remove-agent',
  operation: 'Remove-MonitoringAgent',
  restart: 'maybe',
  oneWay: true,
  minutes: [1, 3],
  ...byRules(({ inputs }) => {
    if (inputs.wishes.monitoringAgent === null) return null;
    const done: Rule = { all: [{ read: 'monitoringAgent' }, { fact: 'monitoringAgent', is: null }] };
    return { applies: always, done };
  }),
  hindered: (situation) =>
    sensorComesFirst(situation)
      ? 'sensorFirst'
      : keepsWorkspace(situation)
        ? 'workspacesFirst'
        : situation.facts.monitoringAgent?.productCode == null
          ? 'agentUnregistered'
          : null,
  call: (situation) => {
    const { monitoringAgent } = situation.facts;
    if (monitoringAgent?.productCode == null) return null;
    if (sensorComesFirst(situation) || keepsWorkspace(situation)) return null;
    const { productCode, groups } = monitoringAgent;
    return { operation: 'Remove-MonitoringAgent', params: { productCode, groups } };
  },
  evidence: ({ monitoringAgent }) =>
    monitoringAgent === null ? 'not installed' : `agent ${rawValue(monitoringAgent.version)}`,
};
