import { recogniseOs } from '../../knowledge/os';
import type { ServerState } from '../../model/facts';
import { compareVersions } from '../../version';
import type { Action } from './action';

/** From this sensor on a server that came from the old agent can be changed back without a crash (onboard-server; known issue K9). */
const firstSafe = '10.8047.22439.1056';

/** Whether the sensor of this server has to be updated before anything is done about the old agent. */
export const sensorComesFirst = ({ os, sensor }: ServerState): boolean =>
  recogniseOs(os).sensor === 'installed' &&
  sensor.senseVersion !== null &&
  compareVersions(sensor.senseVersion, firstSafe) < 0;

const holds = (facts: ServerState, wanted: string): boolean =>
  facts.workspaces.some(({ id }) => id.toLowerCase() === wanted.toLowerCase());

/** Takes workspaces away from the old monitoring agent. One-way: to add one again takes its key, which nobody can read. */
export const removeWorkspaces: Action = {
  id: 'remove-workspaces',
  operation: 'Remove-Workspace',
  restart: 'no',
  oneWay: true,
  minutes: [0, 1],
  applies: ({ inputs }) => inputs.wishes.workspaces !== null,
  isDone: ({ facts, inputs }) => !(inputs.wishes.workspaces ?? []).some((id) => holds(facts, id)),
  call: ({ facts, inputs }) =>
    inputs.wishes.workspaces === null || sensorComesFirst(facts)
      ? null
      : { operation: 'Remove-Workspace', params: { ids: inputs.wishes.workspaces } },
  evidence: ({ workspaces }) =>
    `workspaces = ${workspaces.length === 0 ? '-' : workspaces.map(({ id }) => id).join(', ')}`,
};
