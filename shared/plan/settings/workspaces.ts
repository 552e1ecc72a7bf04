import { workspacesSchema } from '../../model/wishes';
import { mayCrash, removeWorkspaces, sensorComesFirst } from '../actions/workspaces';
import type { Setting } from './setting';

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
