import { exclusionsOfRoles } from '../../knowledge/exclusions';
import { recogniseOs } from '../../knowledge/os';
import {
  exclusionKinds,
  exclusionNames,
  exclusionsIn,
  exclusionsText,
  holdsExclusion,
  noExclusions,
} from '../../model/antivirus/exclusions';
import { unreadable } from '../../model/facts';
import { changeExclusions } from '../actions/exclusions';
import type { Setting } from './setting';

/** What Defender Antivirus leaves alone. */
export const exclusionsSetting: Setting = {
  id: 'exclusions',
  group: 'defender',
  wishes: ['exclusions'],
  now(facts) {
    const raw = changeExclusions.evidence(facts);
    if (facts.preferences === null) return { word: 'noAntivirus', raw };
    const { paths, extensions, processes } = facts.preferences.exclusions;
    if (paths === null || extensions === null || processes === null)
      return { word: 'exclusions.hidden', raw };
    const values = { paths: paths.length, extensions: extensions.length, processes: processes.length };
    return values.paths + values.extensions + values.processes === 0
      ? { word: 'exclusions.none', raw }
      : { word: 'exclusions.some', values, raw };
  },
  offers({ facts }) {
    const add = exclusionsOfRoles(facts);
    const now = facts.preferences?.exclusions;
    const lacks = exclusionKinds.some((kind) =>
      add[kind].some((one) => !holdsExclusion(now?.[kind] ?? [], kind, one)),
    );
    return now !== undefined && lacks
      ? [{ id: 'exclusions.roles', wishes: { exclusions: { add, remove: noExclusions } } }]
      : [];
  },
  field: {
    id: 'exclusions',
    wishOf(text) {
      const change = exclusionsIn(text);
      return 'add' in change ? { exclusions: change } : null;
    },
    textOf: ({ exclusions }) => exclusions && exclusionsText(exclusions),
    lines: true,
    refused(text) {
      const change = exclusionsIn(text);
      return 'add' in change ? [] : change.map(({ entry, flaw }) => ({ text: entry, flaw }));
    },
  },
  notes: ({ facts, inputs }) => [
    ...(recogniseOs(facts.os).family === '2012r2' ? [{ id: 'exclusions.noRoles' as const }] : []),
    ...(unreadable(facts, 'preferences.exclusions') === null ? [] : [{ id: 'exclusions.hidden' as const }]),
    ...(inputs.wishes.exclusions === null ? [] : [{ id: 'exclusions.less' as const }]),
    ...(facts.defender.tamperProtected ? [{ id: 'exclusions.tamper' as const }] : []),
  ],
  parts({ facts, inputs }) {
    const wish = inputs.wishes.exclusions;
    if (wish === null) return [];
    return exclusionKinds.flatMap((kind) => {
      const now = facts.preferences?.exclusions[kind] ?? [];
      const has = (one: string) => (holdsExclusion(now, kind, one) ? one : '-');
      return [
        ...wish.add[kind].map((one) => ({ name: exclusionNames[kind], before: has(one), after: one })),
        ...wish.remove[kind].map((one) => ({ name: exclusionNames[kind], before: has(one), after: '-' })),
      ];
    });
  },
  actions: [changeExclusions],
};
