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

/** A text of the locale files with its values. */
export interface Note {
  readonly key: string;
  readonly values?: Record<string, string | number>;
}

export interface StepStatus {
  readonly state: StepState;
  /** The deciding fact on the right of the rail. */
  readonly note: Note | null;
  /** Why the step cannot be left (or entered, if it is ahead); the words beside an unavailable button. */
  readonly blocker: Note | null;
}

/** A stop on the rail as a record: where it belongs, and how it stands in an assessment. Pure. */
export interface Step {
  readonly id: StepId;
  readonly number: number;
  readonly group: 'look' | 'decide' | 'change' | 'prove';
  status(assessment: Assessment): StepStatus;
}
