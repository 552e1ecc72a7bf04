import {
  exclusionKinds,
  exclusionNames,
  exclusionListsSchema,
  holdsExclusion,
  type ExclusionChange,
  type ExclusionKind,
} from '../../model/antivirus/exclusions';
import type { ServerState } from '../../model/facts';
import type { Action } from './action';

const lists = ({ preferences }: ServerState, kind: ExclusionKind): readonly string[] | null =>
  preferences?.exclusions[kind] ?? null;

/** Whether the lists are as a change wants them; a list that could not be read is not. */
function isSo(facts: ServerState, { add, remove }: ExclusionChange): boolean {
  return exclusionKinds.every((kind) => {
    if (add[kind].length === 0 && remove[kind].length === 0) return true;
    const now = lists(facts, kind);
    return (
      now !== null &&
      add[kind].every((one) => holdsExclusion(now, kind, one)) &&
      !remove[kind].some((one) => holdsExclusion(now, kind, one))
    );
  });
}

/** What parts two exclusions, and two lists, in a text of `evidence`: no path can hold it. */
const between = ' | ';
const betweenLists = ' || ';

/** The lists that a text of `evidence` tells; null where it does not tell all of them. */
function listsIn(text: string) {
  const found = text.split(betweenLists).map((part) => part.split(' = '));
  const of = (kind: ExclusionKind) => {
    const value = found.find(([name]) => name === exclusionNames[kind])?.[1];
    return value === undefined || value === '?' ? null : value === '-' ? [] : value.split(between);
  };
  const parsed = exclusionListsSchema.safeParse({
    paths: of('paths'),
    extensions: of('extensions'),
    processes: of('processes'),
  });
  return parsed.success ? parsed.data : null;
}

/** Adds exclusions to Defender Antivirus and takes others away; what is too broad is refused before it gets here. */
export const changeExclusions: Action = {
  id: 'change-exclusions',
  operation: 'Set-DefenderPreference',
  restart: 'no',
  oneWay: false,
  minutes: [0, 1],
  rules: 'spelling',
  applies: ({ inputs }) => inputs.wishes.exclusions !== null,
  isDone: ({ facts, inputs }) => inputs.wishes.exclusions !== null && isSo(facts, inputs.wishes.exclusions),
  call: ({ inputs }) =>
    inputs.wishes.exclusions && {
      operation: 'Set-DefenderPreference',
      params: { values: {}, exclusions: inputs.wishes.exclusions },
    },
  evidence: (facts) =>
    exclusionKinds
      .map((kind) => {
        const list = lists(facts, kind);
        return `${exclusionNames[kind]} = ${list === null ? '?' : list.length === 0 ? '-' : list.join(between)}`;
      })
      .join(betweenLists),
  takeBack(before) {
    const exactly = listsIn(before);
    return (
      exactly && {
        call: { operation: 'Set-DefenderPreference', params: { values: {}, exclusions: { exactly } } },
        isDone: (facts) =>
          exclusionKinds.every((kind) => {
            const now = lists(facts, kind);
            return (
              now !== null &&
              now.length === exactly[kind].length &&
              now.every((one) => holdsExclusion(exactly[kind], kind, one))
            );
          }),
      }
    );
  },
};
