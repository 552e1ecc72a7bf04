import type { TFunction } from 'i18next';
import type { GlyphState } from '../components/glyphState';
import type { RailGroup } from '../components/rail';
import { steps } from '../../shared/steps/records';
import { stepIds, type StepId, type StepState, type StepStatus } from '../../shared/steps/steps';

const groups = ['look', 'decide', 'change', 'prove'] as const;

/** The glyph of a step. The open step shows "you are here" unless it has something new to show. */
export function stepGlyph(state: StepState, open: boolean): GlyphState {
  if (open && (state === 'ahead' || state === 'toFix' || state === 'blocked')) return 'current';
  return state === 'lookAgain' ? 'waiting' : state;
}

/** A step that nobody has reached yet looks like any other step ahead, even if something is wrong there. */
const quietAhead: readonly StepState[] = ['ahead', 'toFix', 'blocked'];

/** The steps, which is open, and the one on which the server stands. */
export interface RailInput {
  readonly status: Record<StepId, StepStatus>;
  readonly open: StepId;
  readonly current: StepId;
}

/** The rail's steps in their groups, with the deciding fact at the right and the whole story in the tooltip. */
export function railGroups(t: TFunction, { status, open, current }: RailInput): RailGroup[] {
  const reached = steps[current].number;
  return groups.map((group) => ({
    id: group,
    title: t(`steps:group.${group}`),
    threshold: group === 'change',
    steps: stepIds
      .filter((id) => steps[id].group === group)
      .map((id) => {
        const { state, note, blocker } = status[id];
        const quiet = steps[id].number > reached && quietAhead.includes(state);
        const short =
          quiet && id !== open
            ? undefined
            : note === null
              ? state === 'lookAgain'
                ? t('steps:note.server.old')
                : undefined
              : t(`steps:note.${note.key}`, { ...note.values });
        // The rail has room for a number; what it counts stands in the tooltip, where a text of its own says so.
        const full =
          short === undefined || note === null
            ? short
            : t([`steps:full.${note.key}`, `steps:note.${note.key}`], { ...note.values });
        const why = blocker === null ? undefined : t(`steps:${blocker.key}`, { ...blocker.values });
        return {
          id,
          number: steps[id].number,
          name: t(`steps:name.${id}`),
          state: stepGlyph(quiet ? 'ahead' : state, id === open),
          note: short,
          noteTitle: [full, why].filter((part) => part !== undefined).join('. ') || undefined,
        };
      }),
  }));
}
