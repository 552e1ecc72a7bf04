import type { Assessment } from '../../shared/steps/assessment';
import type { Package } from '../../shared/model/packages';
import type { TargetView } from '../../shared/bridge/session';
import type { JourneyId, StepId } from '../../shared/model/journeys';
import type { StepStatus } from '../../shared/steps/steps';

/** What every page of the wizard is given. Pages compute what they show from it and ask main for changes. */
export interface PageProps {
  readonly view: TargetView;
  readonly assessment: Assessment;
  readonly status: Record<StepId, StepStatus>;
  /** The library that belongs to this server: practice servers have one of their own. */
  readonly library: readonly Package[];
  /** Opens a step of this journey, or of another one. */
  readonly goTo: (step: StepId, journey?: JourneyId) => void;
  readonly goHome: () => void;
  /** Opens the page on which the plan is handed to tools of a fleet. */
  readonly handOff: () => void;
}
