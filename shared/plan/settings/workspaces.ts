import { workspacesSchema } from '../../model/wishes';
import { unreadable } from '../../model/facts';
import {
  keepsWorkspace,
  mayCrash,
  removeAgent,
  removeWorkspaces,
  sensorComesFirst,
} from '../actions/workspaces';
import type { Note, Setting } from './setting';

/** The workspaces to which the old monitoring agent still reports. */
export const workspacesSetting: Setting = {
  id: 'workspaces',
  group: 'older',
  wishes: ['workspaces'],
  now(facts) {
    const raw = removeWorkspaces.evidence(facts);
    return facts.workspaces.length === 0
      ? { word: 'workspaces.none', raw }
      : { word: 'workspaces.some', values: { ids: facts.workspaces.map(({ id }) => id).join(', ') }, raw };
  },
  offers: (situation) =>
    situation.facts.workspaces.length === 0 || sensorComesFirst(situation)
      ? []
      : [{ id: 'workspaces.all', wishes: { workspaces: situation.facts.workspaces.map(({ id }) => id) } }],
  field: {
    id: 'workspaces',
    wishOf(text) {
      const ids = workspacesSchema.safeParse(text.split(/[\s,;]+/).filter((id) => id !== ''));
      return ids.success ? { workspaces: ids.data } : null;
    },
    textOf: ({ workspaces }) => workspaces?.join(', ') ?? null,
  },
  notes: ({ facts }) =>
    facts.workspaces.length === 0
      ? []
      : [
          ...(mayCrash(facts)
            ? [
                {
                  id: 'workspaces.sensorFirst' as const,
                  values: { version: facts.sensor.senseVersion ?? '-' },
                },
              ]
            : []),
          { id: 'workspaces.others' },
          { id: 'workspaces.oneWay' },
        ],
  parts: ({ facts, inputs }) =>
    (inputs.wishes.workspaces ?? []).map((wanted) => {
      const found = facts.workspaces.find(({ id }) => id.toLowerCase() === wanted.toLowerCase());
      return { name: 'Log Analytics', before: found?.id ?? '-', after: '-' };
    }),
  actions: [removeWorkspaces],
};

/** The old monitoring agent itself, once nothing is left for it to report to. */
export const monitoringAgentSetting: Setting = {
  id: 'monitoringAgent',
  group: 'older',
  wishes: ['monitoringAgent'],
  now(facts) {
    const raw = removeAgent.evidence(facts);
    const agent = facts.monitoringAgent;
    if (unreadable(facts, 'monitoringAgent') !== null) return { word: 'unread', raw };
    if (agent === null) return { word: 'agent.none', raw };
    return agent.productCode === null
      ? { word: 'agent.unregistered', raw }
      : { word: 'agent.some', values: { version: agent.version ?? '-' }, raw };
  },
  offers: (situation) =>
    situation.facts.monitoringAgent?.productCode == null || sensorComesFirst(situation)
      ? []
      : [{ id: 'agent.remove', wishes: { monitoringAgent: 'removed' } }],
  notes(situation): Note[] {
    const { monitoringAgent: agent, sensor } = situation.facts;
    if (agent === null) return [];
    return [
      ...(mayCrash(situation.facts)
        ? [{ id: 'workspaces.sensorFirst' as const, values: { version: sensor.senseVersion ?? '-' } }]
        : []),
      ...(agent.productCode === null ? [{ id: 'agent.unregistered' as const }] : []),
      ...(agent.groups.length === 0
        ? []
        : [{ id: 'agent.groups' as const, values: { names: agent.groups.join(', ') } }]),
      ...(keepsWorkspace(situation) ? [{ id: 'agent.workspacesFirst' as const }] : []),
      { id: 'agent.others' },
      { id: 'agent.azure' },
      { id: 'agent.oneWay' },
    ];
  },
  actions: [removeAgent],
};
