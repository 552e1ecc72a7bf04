import type { JudgedCheck } from '../plan/checkStates';
import type { Claim } from './claims';
import type { KitNeed } from '../plan/kitNeeds';
import type { JourneyId } from '../model/journeys';
import type { OsRecognition } from '../knowledge/os';
import type { PlanItem } from '../plan/plan';
import type { Proof } from './proofs';
import type { TargetView } from '../bridge/session';
import type { Searching } from './searching';
import type { Situation } from '../plan/situation';

/** Facts older than this are read again before anything starts. */
export const factsMaxAgeMs = 15 * 60_000;
/** From this age on the rail says that facts may have changed. */
export const factsStaleMs = 5 * 60_000;

/** What is known once facts are there: the situation and everything that follows from it. */
export interface Knowledge {
  readonly situation: Situation;
  readonly os: OsRecognition;
  readonly checks: readonly JudgedCheck[];
  readonly needs: readonly KitNeed[];
  /** The plan of the journey, its short name, and whether a person agreed to it. */
  readonly plan: readonly PlanItem[];
  readonly planHash: string;
  readonly confirmed: boolean;
  readonly proofs: readonly Proof[];
  /** What the other journeys claim of the server; empty for Onboard. */
  readonly claims: readonly Claim[];
  /** What Troubleshoot knows; null for the other journeys. */
  readonly searching: Searching | null;
  /** Negative after the clock of this computer was set back: then nobody knows how old the facts are. */
  readonly factsAgeMs: number;
}

/** A server as the wizard sees it now; the input of every step record. */
export interface Assessment {
  /** As this journey sees it: the run of another journey is left out. */
  readonly view: TargetView;
  /** The way that is looked at: what the plan holds, and which steps there are. */
  readonly journey: JourneyId;
  /** Another journey whose run is at work on the server, or waits for a person; null where none is. */
  readonly elsewhere: JourneyId | null;
  /** Null until facts were read in this session. */
  readonly known: Knowledge | null;
}
