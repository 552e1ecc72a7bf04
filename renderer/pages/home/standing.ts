import { assess, currentStep, journeyAtWork, progress } from '../../../shared/steps/progress';
import type { Package } from '../../../shared/model/packages';
import type { TargetView } from '../../../shared/bridge/session';
import type { Failure } from '../../../shared/errors';
import type { JourneyId, StepId } from '../../../shared/model/journeys';
import { journeys } from '../../../shared/steps/journeys';
import type { BlockerKey, Note, StepState } from '../../../shared/steps/steps';
import type { TrackTick } from '../../components/track';
import type { QueuePlace } from '../queue/queuePlace';

/** Where a server stands, for the lists of servers. */
export interface Standing {
  /** `unread`: nothing was tried there since Gangway started, so nothing can need a person yet. */
  readonly group: 'needsYou' | 'moving' | 'unread' | 'handedOver';
  /** The journey whose run is open there, else Onboard. */
  readonly journey: JourneyId;
  readonly step: StepId;
  readonly state: StepState;
  readonly ticks: readonly TrackTick[];
  /** What it waits for; null when there is nothing to wait for. */
  readonly reason: Note<BlockerKey> | null;
  /** Why the connection stopped; null while it did not. */
  readonly unreached: Failure | null;
  /** Its confirmed plan waits for its turn; null where none does. */
  readonly queued: QueuePlace | null;
  /** True while it is onboarded and only the cloud has not been seen yet. */
  readonly forCloud: boolean;
  /** False until the facts were read in this session. Until then the list shows only what a person decided. */
  readonly read: boolean;
  readonly action: { readonly id: string; readonly number: number; readonly total: number } | null;
}

/** True while something is done on the server without anybody. */
export const isMoving = (busy: TargetView['busy']): boolean => busy === 'running' || busy === 'restarting';

/** Judges a server for the list. A saved report counts as handed over until facts say otherwise. */
export function standing(
  view: TargetView,
  library: readonly Package[],
  now: number,
  place: QueuePlace | null = null,
): Standing {
  const journey = journeyAtWork(view) ?? 'onboard';
  const assessment = assess(view, library, now, journey);
  const status = progress(assessment);
  const read = assessment.known !== null;
  const done = read ? status.handover.state === 'done' : view.inputs.journeys[journey].report !== null;
  const busy = isMoving(view.busy);
  const step = !read && done ? 'handover' : currentStep(assessment);
  // The sensor keeps trying by itself, so this server needs nobody.
  const forCloud = !done && !busy && step === 'onboard' && status.onboard.blocker === null;
  const queued = busy || done ? null : place;
  // A run that waits says more precisely what it waits for.
  const stoppedAt =
    view.connectedAt === null && step === 'connect'
      ? view.rungs.find(({ failure }) => failure !== null)
      : null;
  const running = view.run?.actions.find((action) => action.state === 'running');
  return {
    journey,
    group:
      busy || forCloud || queued !== null
        ? 'moving'
        : done
          ? 'handedOver'
          : isUntried(view)
            ? 'unread'
            : 'needsYou',
    step,
    state: done ? 'done' : status[step].state,
    ticks: journeys[journey].steps.map(({ id }) =>
      !read && done ? 'done' : tick(status[id].state, id === step),
    ),
    reason: done ? null : status[step].blocker,
    unreached: stoppedAt?.failure ?? null,
    queued,
    forCloud,
    read,
    action:
      busy && view.run !== null && running !== undefined
        ? { id: running.id, number: running.nn, total: view.run.actions.length }
        : null,
  };
}

type Kept = { readonly given: readonly unknown[]; readonly stands: Standing };
const kept = new WeakMap<TargetView, Kept>();

/** The standing of a server as it was judged last, the same object, where nothing is given that was not given then. */
export function keptStanding(
  view: TargetView,
  library: readonly Package[],
  now: number,
  place: QueuePlace | null,
): Standing {
  const given = [library, now, place?.number, place?.waits];
  const known = kept.get(view);
  if (known?.given.every((one, index) => one === given[index]) === true) return known.stands;
  const stands = standing(view, library, now, place);
  kept.set(view, { given, stands });
  return stands;
}

/** Nobody connected to it, read it or ran anything on it, so far as this start of the app knows. */
function isUntried({ facts, connectedAt, readFailure, run, rungs }: TargetView): boolean {
  return (
    facts === null &&
    connectedAt === null &&
    readFailure === null &&
    run === null &&
    rungs.every(({ state }) => state !== 'stopped')
  );
}

function tick(state: StepState, current: boolean): TrackTick {
  if (state === 'done' || state === 'notNeeded' || state === 'running') return state;
  if (state === 'stopped' || state === 'conflict') return 'stopped';
  return current ? 'current' : 'ahead';
}
