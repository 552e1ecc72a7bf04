import type { BlockerKey, Note, RailKey, StepState, StepStatus } from '../steps';

/** A text by key with its values. */
export const note = <Key extends RailKey | BlockerKey>(
  key: Key,
  values: Record<string, string | number> = {},
): Note<Key> => ({ key, values });

/** A step that may be left. */
export const settled = (state: StepState, right: Note<RailKey> | null = null): StepStatus => ({
  state,
  note: right,
  blocker: null,
});

/** A step that cannot be left yet, and why. */
export const held = (
  state: StepState,
  blocker: Note<BlockerKey>,
  right: Note<RailKey> | null = null,
): StepStatus => ({
  state,
  note: right,
  blocker,
});

/** Nothing is known of the server yet. */
export const notRead = (): StepStatus => held('ahead', note('blocker.readFirst'));
