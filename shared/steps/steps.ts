import type { Between } from '../locales/keys';
import type { StepId } from '../model/journeys';
import type { Assessment } from './assessment';

/** The glyph of a step. */
export type StepState =
  | 'done'
  | 'ahead'
  | 'running'
  | 'waiting'
  | 'toFix'
  | 'blocked'
  | 'stopped'
  | 'conflict'
  | 'notNeeded'
  | 'lookAgain';

/** What can stand at the right of the rail, and why a step cannot be left: keys in `steps.json`. */
export type RailKey = Between<'steps:note.'>;
export type BlockerKey = `blocker.${Between<'steps:blocker.'>}`;

/** A text of `steps.json` with its values. */
export interface Note<Key extends string> {
  readonly key: Key;
  readonly values?: Record<string, string | number>;
}

export interface StepStatus {
  readonly state: StepState;
  /** The deciding fact on the right of the rail. */
  readonly note: Note<RailKey> | null;
  /** Why the step cannot be left (or entered, if it is ahead); the words beside an unavailable button. */
  readonly blocker: Note<BlockerKey> | null;
}

/** A stop on a rail as a record: where it belongs, and how it stands in an assessment. Pure. Its number is its place in its journey. */
export interface Step {
  readonly id: StepId;
  readonly group: 'look' | 'decide' | 'change' | 'prove';
  status(assessment: Assessment): StepStatus;
}
