import { journeyIds, type JourneyId, type StepId } from '../model/journeys';
import type { Assessment } from './assessment';
import { interruption } from './interruption';
import { currentStep, progress } from './progress';
import type { BlockerKey, Note } from './steps';

/**
 * How a journey stands on the overview of its server. `unread`: nobody can say before facts are there. `impossible`: this Windows
 * cannot go that way. `underWay`: a run is at work, or was cut off. `open`: a person goes on at `step`, and `reason` says what is missing
 * there. `done`: the report was saved after the last change.
 */
export interface JourneyState {
  readonly kind: 'unread' | 'impossible' | 'underWay' | 'open' | 'done';
  readonly step: StepId;
  readonly reason: Note<BlockerKey> | null;
}

/** The one journey that fits a server now; null where nobody can say, or none does. */
export function fittingJourney(states: Readonly<Record<JourneyId, JourneyState>>): JourneyId | null {
  const underWay = journeyIds.find((id) => states[id].kind === 'underWay');
  if (underWay !== undefined) return underWay;
  if (states.onboard.kind === 'open') return 'onboard';
  return states.onboard.kind === 'done' && states.maintain.kind === 'open' ? 'maintain' : null;
}

/** Judges the assessed journey for the overview. Pure. */
export function journeyState(assessment: Assessment): JourneyState {
  const { view, known, elsewhere } = assessment;
  const step = currentStep(assessment);
  const cut = interruption(assessment) !== null;
  const busy = view.busy === 'running' || view.busy === 'restarting';
  if ((busy && elsewhere === null) || cut) return { kind: 'underWay', step, reason: null };
  if (known === null) return { kind: 'unread', step, reason: null };
  if (!known.os.supported) return { kind: 'impossible', step, reason: null };
  const status = progress(assessment);
  if (status.handover.state === 'done') return { kind: 'done', step: 'handover', reason: null };
  return { kind: 'open', step, reason: status[step].blocker };
}
