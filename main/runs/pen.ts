import { randomBytes } from 'node:crypto';
import { failureOf, GangwayError } from '../../shared/errors';
import type { RunView, TargetView } from '../../shared/bridge/session';
import type { JournalWriter } from '../journal/writer';
import { redactJson } from '../redact/redactJson';
import { toJson } from '../toJson';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { withEntry, type RunEntry } from './runState';

/** What is noted of a run; `action` and `nn` are left out for what concerns all of it. */
export interface Note {
  readonly phase: RunEntry['phase'];
  readonly action?: string;
  readonly nn?: number;
  readonly data?: unknown;
}

/** The pen of a run at work. What it notes is in the journal, and the page shows what the journal says, so nothing is noted twice. */
export interface Pen {
  /** Notes an entry before a change. Throws `journal.unwritable`: then nothing may be sent, and the page shows nothing. */
  note(note: Note): Promise<void>;
  /**
   * Notes what a change that was sent came to. A journal that fails now must not stop anybody from seeing the change to its end: the
   * page shows it all the same, and the next `note` is what stops the run and says why. `beside` changes on the page with it.
   */
  tell(note: Note, beside?: Partial<TargetView>): Promise<void>;
  /**
   * Ends the run: in the journal, then `before`, then on the page, which is at rest with it. A run whose end cannot be written failed,
   * even where its plan is done: what cannot be proved later is no clean end.
   */
  end(ending: Ending, before: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** How a run ended; with a restart that is required goes the start of Windows from which it will be told. */
export type Ending = Pick<RunView, 'outcome' | 'failure'> & { readonly bootMark?: number };

/** What an entry makes of the page of its server. */
export type Show = (view: TargetView, entry: RunEntry) => Partial<TargetView>;

/** Shows the entries of the run that a page has; a restart without a run has nothing to show there. */
const showRun: Show = ({ run }, entry) => ({
  run: run?.runId === entry.runId ? withEntry(run, entry) : run,
});

/** Opens the journal of a run at its end. Throws `journal.unwritable`. */
export async function takePen(
  needs: RunsNeeds,
  server: Server,
  runId: string,
  show: Show = showRun,
): Promise<Pen> {
  return penOf(needs, server, runId, await needs.journal.begin(runId, server.id), show);
}

/**
 * Begins the journal of a run with its plan. The page shows the run once `decide` has stored what goes with it. Throws
 * `journal.unwritable`, and what `decide` throws; then the page shows what it showed before.
 */
export async function beginRun(
  needs: RunsNeeds,
  server: Server,
  runId: string,
  planned: unknown,
  decide: () => Promise<void>,
): Promise<Pen> {
  const journal = await needs.journal.begin(runId, server.id);
  try {
    const entry = await journal.append({ phase: 'planned', data: toJson(planned) });
    await decide();
    server.change(() => ({ run: withEntry(null, entry), busy: 'running' }));
  } catch (error) {
    await journal.close();
    throw error;
  }
  return penOf(needs, server, runId, journal, showRun);
}

function penOf(needs: RunsNeeds, server: Server, runId: string, journal: JournalWriter, show: Show): Pen {
  const put = (entry: RunEntry, beside: Partial<TargetView> = {}) =>
    server.change((view) => ({ ...show(view, entry), ...beside }));
  return {
    async note({ data, ...note }) {
      put(await journal.append({ ...note, data: toJson(data) }));
    },
    async tell({ data, ...note }, beside) {
      const said = toJson(data);
      let entry: RunEntry;
      try {
        entry = await journal.append({ ...note, data: said });
      } catch (error) {
        if (!(error instanceof GangwayError && error.code === 'journal.unwritable')) throw error;
        entry = { nn: null, ...note, at: needs.now(), runId, data: redactJson(said) };
      }
      put(entry, beside);
    },
    async end(ending, before) {
      let entry: RunEntry;
      try {
        entry = await journal.append({ phase: 'ended', data: toJson(ending) });
      } catch (error) {
        const data = toJson({ outcome: 'failed', failure: ending.failure ?? failureOf(error) });
        entry = { at: needs.now(), runId, nn: null, phase: 'ended', data };
      }
      await journal.close().catch(() => undefined);
      await before();
      put(entry, { busy: 'idle' });
    },
    close: () => journal.close(),
  };
}

/** A run id: sortable by time, unique, safe as a folder name on the server. */
export function newRunId(now: number): string {
  const time = new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${time}-${randomBytes(4).toString('hex')}`;
}
