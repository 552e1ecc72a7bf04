import type { Between, Say } from '../../shared/locales/keys';
import type { GlyphState } from '../components/glyphState';
import type { RailGroup } from '../components/rail';
import { journeys, numberOf } from '../../shared/steps/journeys';
import type { JourneyId, StepId } from '../../shared/model/journeys';
import type { Note, RailKey, StepState, StepStatus } from '../../shared/steps/steps';

const groups = ['look', 'decide', 'change', 'prove'] as const;

/** The glyph of a step. The open step shows "you are here" unless it has something new to show. */
export function stepGlyph(state: StepState, open: boolean): GlyphState {
  if (open && (state === 'ahead' || state === 'toFix' || state === 'blocked')) return 'current';
  return state === 'lookAgain' ? 'waiting' : state;
}

/** A step that nobody has reached yet looks like any other step ahead, even if something is wrong there. */
const quietAhead: readonly StepState[] = ['ahead', 'toFix', 'blocked'];

/** Notes that say in a text of their own what their number counts. */
const inFull: Record<Between<'steps:full.'>, true> = {
  'prerequisites.passed': true,
  'danger.two': true,
  'danger.none': true,
};
const isInFull = (key: string): key is keyof typeof inFull => Object.hasOwn(inFull, key);

/** A note where there is room: the rail has room for a number, and here it says what it counts. */
export const fullNote = (t: Say, { key, values }: Note<RailKey>): string =>
  t(isInFull(key) ? `steps:full.${key}` : `steps:note.${key}`, values);

/** The steps, which is open, and the one on which the server stands. */
export interface RailInput {
  readonly journey: JourneyId;
  readonly status: Record<StepId, StepStatus>;
  readonly open: StepId;
  readonly current: StepId;
}

/** The rail's steps in their groups, with the deciding fact at the right and the whole story in the tooltip. */
export function railGroups(t: Say, { journey, status, open, current }: RailInput): RailGroup[] {
  const { steps } = journeys[journey];
  const reached = numberOf(journey, current);
  return groups.map((group) => ({
    id: group,
    title: t(`steps:group.${group}`),
    threshold: group === 'change',
    steps: steps
      .filter((step) => step.group === group)
      .map(({ id }) => {
        const { state, note, blocker } = status[id];
        const quiet = numberOf(journey, id) > reached && quietAhead.includes(state);
        const short =
          quiet && id !== open
            ? undefined
            : note === null
              ? state === 'lookAgain'
                ? t('steps:note.server.old')
                : undefined
              : t(`steps:note.${note.key}`, note.values);
        const full = short === undefined || note === null ? short : fullNote(t, note);
        const why = blocker === null ? undefined : t(`steps:${blocker.key}`, blocker.values);
        return {
          id,
          number: numberOf(journey, id),
          name: t(`steps:name.${id}`),
          state: stepGlyph(quiet ? 'ahead' : state, id === open),
          note: short,
          noteTitle: [full, why].filter((part) => part !== undefined).join('. ') || undefined,
        };
      }),
  }));
}
