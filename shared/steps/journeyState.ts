import { journeyIds, type JourneyId, type StepId } from '../model/journeys';
import { offboard } from '../plan/actions/takeOff';
import type { Situation } from '../plan/situation';
import type { Assessment } from './assessment';
import { note } from './records/status';
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
  /** Something shows that matters to its protection; only Troubleshoot looks for it. */
  readonly hurts: boolean;
}

/** Whether something shows on the server that matters to its protection, now or soon. */
const hurts = ({ known }: Assessment): boolean =>
  known?.searching?.everything.findings.some(({ cause }) => cause.hurts !== 'toKnow') === true;

/** The one journey that fits a server now; null where nobody can say, or none does. */
export function fittingJourney(states: Readonly<Record<JourneyId, JourneyState>>): JourneyId | null {
  const underWay = journeyIds.find((id) => states[id].kind === 'underWay');
  if (underWay !== undefined) return underWay;
  // A server of another tenant cannot be brought on board before it left there.
  if (states.onboard.reason?.key === 'blocker.otherTenant') return 'takeOff';
  if (states.onboard.kind === 'open') return 'onboard';
  if (states.onboard.kind !== 'done' || states.maintain.kind !== 'open') return null;
  return states.troubleshoot.hurts ? 'troubleshoot' : 'maintain';
}

/** Nothing of the sensor is on the server that could be taken off, and nothing was decided about it. */
const isOff = (situation: Situation): boolean =>
  offboard.isDone(situation) &&
  situation.facts.sensor.product === null &&
  situation.inputs.journeys.takeOff.confirmed === null;

/** Judges the assessed journey for the overview. Pure. */
export function journeyState(assessment: Assessment): JourneyState {
  return { ...standing(assessment), hurts: hurts(assessment) };
}

function standing(assessment: Assessment): Omit<JourneyState, 'hurts'> {
  const { view, known, elsewhere } = assessment;
  const step = currentStep(assessment);
  const cut = interruption(assessment) !== null;
  const busy = view.busy === 'running' || view.busy === 'restarting';
  if ((busy && elsewhere === null) || cut) return { kind: 'underWay', step, reason: null };
  if (known === null) return { kind: 'unread', step, reason: null };
  if (!known.os.supported) return { kind: 'impossible', step, reason: null };
  if (assessment.journey === 'takeOff' && isOff(known.situation))
    return { kind: 'impossible', step, reason: note('blocker.nothingToTakeOff') };
  const status = progress(assessment);
  if (status.handover.state === 'done') return { kind: 'done', step: 'handover', reason: null };
  return { kind: 'open', step, reason: status[step].blocker };
}
