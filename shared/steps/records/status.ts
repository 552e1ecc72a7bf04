import type { Note, StepState, StepStatus } from '../steps';

/** A text by key with its values; keys live in `locales/<lang>/steps.json`. */
export const note = (key: string, values: Record<string, string | number> = {}): Note => ({ key, values });

/** A step that may be left. */
export const settled = (state: StepState, right: Note | null = null): StepStatus => ({
  state,
  note: right,
  blocker: null,
});

/** A step that cannot be left yet, and why. */
export const held = (state: StepState, blocker: Note, right: Note | null = null): StepStatus => ({
  state,
  note: right,
  blocker,
});

/** Nothing is known of the server yet. */
export const notRead = (): StepStatus => held('ahead', note('blocker.readFirst'));
