import type { Between } from '../locales/keys';
import type { Assessment } from './assessment';

/** The ten stops of the rail. Their numbers are spoken on the phone, so they never change. */
export const stepIds = [
  'connect',
  'server',
  'packages',
  'prerequisites',
  'mode',
  'plan',
  'install',
  'onboard',
  'test',
  'handover',
] as const;
export type StepId = (typeof stepIds)[number];

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

/** A stop on the rail as a record: where it belongs, and how it stands in an assessment. Pure. */
export interface Step {
  readonly id: StepId;
  readonly number: number;
  readonly group: 'look' | 'decide' | 'change' | 'prove';
  status(assessment: Assessment): StepStatus;
}
