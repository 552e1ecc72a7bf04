import type { Knowledge } from '../../../shared/steps/assessment';
import type { Package } from '../../../shared/model/packages';
import { assess } from '../../../shared/steps/progress';
import type { Queue } from '../../../shared/model/servers/queue';
import type { TargetView } from '../../../shared/bridge/session';
import { unfitForMany, type Unfit } from '../../../shared/several/severalServers';

/** A server that can be decided for: it was read, and nothing waits or is at work there. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly view: TargetView;
  readonly known: Knowledge;
}

/** The servers of a list, parted into those that can be decided for and those that cannot, with why. */
export interface Candidates {
  readonly fit: readonly Candidate[];
  readonly unfit: readonly { readonly view: TargetView; readonly why: Unfit }[];
}

/** Parts the servers of one kind. A server whose turn in the queue has ended can be decided for again. */
export function candidates(
  views: readonly TargetView[],
  library: readonly Package[],
  queue: Queue,
  now: number,
): Candidates {
  const queued = new Set(
    queue.entries.filter(({ state }) => state === 'waiting').map(({ targetId }) => targetId),
  );
  const fit: Candidate[] = [];
  const unfit: { view: TargetView; why: Unfit }[] = [];
  for (const view of views) {
    const { id, name } = view.target;
    const assessment = assess(view, library, now);
    const why = unfitForMany(assessment, queued.has(id));
    if (why === null && assessment.known !== null) fit.push({ id, name, view, known: assessment.known });
    else unfit.push({ view, why: why ?? 'unread' });
  }
  return { fit, unfit };
}

/** The names of all these servers as one text. */
export const namesOf = (servers: readonly { readonly name: string }[]): string =>
  servers.map(({ name }) => name).join(', ');
