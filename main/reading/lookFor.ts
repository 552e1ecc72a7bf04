import { GangwayError } from '../../shared/errors';
import type { CauseId } from '../../shared/findings/cause';
import { asksServer } from '../../shared/findings/walk';
import { furtherReads, type FurtherRead } from '../../shared/model/furtherReads';
import { hasSession } from '../../shared/model/target';
import { withStep } from '../../shared/model/search';
import type { Searching } from '../../shared/steps/searching';
import { storeInputs } from '../servers/inputs';
import type { Server } from '../servers/server';
import { onlyFrom } from '../session';
import { readFurther } from './furtherRead';
import type { ReadingNeeds } from './needs';

/**
 * Goes on with a search until it ends in a cause or waits for a person: makes the readings for which its questions wait, one after the other,
 * over facts that were just read. What it ended in is noted in the search. Only reads. Throws `step.blocked` where nobody searches or something
 * else is under way, and `operation.canceled` when a person stopped it.
 */
export async function lookFor(needs: ReadingNeeds, server: Server): Promise<void> {
  searchingOn(server);
  if (server.reading !== null || server.view().busy !== 'idle')
    throw new GangwayError('step.blocked', 'something else is under way');
  const reading = new AbortController();
  server.reading = reading;
  // What was read before the search looked again is old: each is made anew, once. What a file brought nobody can read anew.
  server.change(({ reads }) => ({ busy: 'reading', reads: hasSession(server.target) ? {} : reads }));
  try {
    for (;;) {
      const next = nextRead(searchingOn(server));
      if (next === null) break;
      const read = await readFurther(needs, server, next, reading.signal);
      if (reading.signal.aborted) throw new GangwayError('operation.canceled');
      server.change(({ reads }) => ({ reads: { ...reads, [next]: read } }));
    }
  } finally {
    server.reading = null;
    server.change(onlyFrom('reading'));
  }
  await noteFound(needs, server);
}

function searchingOn(server: Server): Searching {
  const { searching } = server.known('troubleshoot');
  if (searching?.search == null) throw new GangwayError('step.blocked', 'nobody searches');
  return searching;
}

/** The reading for which the search waits now; null where it waits for none that can be made without a person. */
function nextRead({ walk, everything, evidence }: Searching): FurtherRead | null {
  const waiting =
    walk === null
      ? everything.unread.map(({ needs }) => needs)
      : walk.rungs.flatMap(({ state, question }) =>
          state === 'reading' && asksServer(question) ? [question.needs] : [],
        );
  return furtherReads.find((name) => waiting.includes(name) && evidence.reads[name] === undefined) ?? null;
}

/** Notes where the search ended, unless that was noted since it began. */
async function noteFound(needs: ReadingNeeds, server: Server): Promise<void> {
  const { search, walk, everything } = searchingOn(server);
  const found: CauseId[] =
    walk === null
      ? everything.findings.map(({ cause }) => cause.id)
      : walk.found === null
        ? []
        : [walk.found];
  const noted = new Set(search?.steps.filter(({ kind }) => kind === 'found').map(({ what }) => what));
  const fresh = found.filter((cause) => !noted.has(cause));
  if (fresh.length === 0) return;
  const step = {
    at: needs.now(),
    by: needs.settings.value().technician ?? '',
    kind: 'found',
    answer: null,
  } as const;
  await storeInputs(server, (inputs) => ({
    ...inputs,
    search: inputs.search && fresh.reduce((all, what) => withStep(all, { ...step, what }), inputs.search),
  }));
}
