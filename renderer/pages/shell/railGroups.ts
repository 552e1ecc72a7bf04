import type { TFunction } from 'i18next';
import type { GlyphState } from '../../components/glyphState';
import type { RailGroup } from '../../components/rail';
import { steps } from '../../../shared/stepRecords';
import { stepIds, type StepId, type StepState, type StepStatus } from '../../../shared/steps';

const groups = ['look', 'decide', 'change', 'prove'] as const;

/** The glyph of a step. The open step shows "you are here" as long as nothing about it is news. */
export function stepGlyph(state: StepState, open: boolean): GlyphState {
  if (open && (state === 'ahead' || state === 'toFix' || state === 'blocked')) return 'current';
  return state === 'lookAgain' ? 'waiting' : state;
}

/** The rail's steps in their groups, with the deciding fact at the right and the whole story in the tooltip. */
export function railGroups(t: TFunction, status: Record<StepId, StepStatus>, open: StepId): RailGroup[] {
  return groups.map((group) => ({
    id: group,
    title: t(`steps:group.${group}`),
    threshold: group === 'change',
    steps: stepIds
      .filter((id) => steps[id].group === group)
      .map((id) => {
        const { state, note, blocker } = status[id];
        const short =
          note === null
            ? state === 'lookAgain'
              ? t('steps:note.server.old')
              : undefined
            : t(`steps:note.${note.key}`, { ...note.values });
        const why = blocker === null ? undefined : t(`steps:${blocker.key}`, { ...blocker.values });
        return {
          id,
          number: steps[id].number,
          name: t(`steps:name.${id}`),
          state: stepGlyph(state, id === open),
          note: short,
          noteTitle: [short, why].filter((part) => part !== undefined).join('. ') || undefined,
        };
      }),
  }));
}
