import type { JournalEntry } from '../../../main/journal/entry';
import type { NewEntry } from '../../../main/journal/writer';
import type { NewLine } from '../../../main/output/outputs';
import type { RunsNeeds } from '../../../main/runs/needs';
import type { Server } from '../../../main/servers/server';
import type { FollowOutcome, ReadOptions } from '../../../main/shell/shell';
import type { RunRecord } from '../../../shared/bridge/records';
import type { RunView, TargetView } from '../../../shared/bridge/session';
import { GangwayError } from '../../../shared/errors';
import type { ServerState } from '../../../shared/model/facts';
import type { OperationName } from '../../../shared/model/operations';
import type { JourneyId } from '../../../shared/model/journeys';
import { assess } from '../../../shared/steps/progress';
import { aServer, type DeepPartial } from '../../fixtures/facts';
import { aView, library, now, type ViewChange } from '../shared/views';

/** What a run's journal holds of an entry, as far as tests look at it. */
export type Noted = Pick<JournalEntry, 'at' | 'runId' | 'targetId' | 'nn' | 'action' | 'phase' | 'data'>;

export const runId = '20261124-143208-0a1b2c3d';

/** A run of a plan under way; its actions are all ahead. */
export const aRunOf = (ids: readonly string[], change: Partial<RunView> = {}): RunView => ({
  runId,
  journey: 'onboard',
  purpose: 'plan',
  startedAt: now,
  endedAt: null,
  outcome: 'running',
  actions: ids.map((id, index) => ({
    id,
    nn: index + 1,
    state: 'ahead',
    startedAt: null,
    endedAt: null,
    failure: null,
    stage: null,
    progress: null,
  })),
  stopAsked: false,
  failure: null,
  lastOutputAt: null,
  contactLostAt: null,
  restartAskedAt: null,
  lines: 0,
  ...change,
});

/** A run of somebody else that the facts show to be at work. */
export const running = {
  runId: 'other-run',
  nn: 1,
  operation: 'Install-Sensor',
  startedAt: 1,
  endedAt: null,
  outcome: 'running',
  code: null,
} as const;

/**
 * One server and what runs need of the app, in memory, to try a single decision: it says what was asked of it and what was noted,
 * and answers as the test tells it. Its clock stands still.
 */
export class InMemory {
  page: TargetView;
  clock = now;
  /** Each time that the page was changed, how it then was. */
  readonly shown: TargetView[] = [];
  readonly asked: { readonly name: string; readonly params: unknown }[] = [];
  readonly noted: Noted[] = [];
  readonly lines: NewLine[] = [];
  readonly notices: string[] = [];
  /** What goes on behind an answer. */
  readonly work: Promise<void>[] = [];
  /** Pens that were put down, and sessions that were closed. */
  pensDown = 0;
  closed = 0;
  /** What the next readings of facts bring: facts, or what they throw; then those of the page. */
  readonly readings: (DeepPartial<ServerState> | Error)[] = [];
  readonly answers: Partial<Record<OperationName, (params: unknown, options: ReadOptions) => unknown>> = {};
  /** What following brings, one each. */
  readonly follows: ((
    onRecords: (records: readonly RunRecord[]) => Promise<void>,
    from: number,
    signal: AbortSignal,
    nn: number,
  ) => Promise<FollowOutcome>)[] = [];
  start: (nn: number, hold: unknown) => unknown = () => undefined;
  readonly stops: unknown[][] = [];
  /** The disk refuses entries of these phases. */
  readonly refuses: string[] = [];
  /** Which of the three pauses between two tries was taken, one each. */
  readonly pauses: number[] = [];
  limitMs = 60_000;
  adminShare = false;
  readonly server: Server;
  readonly needs: RunsNeeds;

  constructor(...changes: ViewChange[]) {
    this.page = aView(...changes);
    this.server = this.#server();
    this.needs = this.#needs();
  }

  get phases(): string[] {
    return this.noted.map(({ action, phase }) => (action === null ? phase : `${action} ${phase}`));
  }

  dataOf(phase: string): unknown {
    return this.noted.findLast((entry) => entry.phase === phase)?.data;
  }

  /** Waits for what goes on behind the answers. */
  async over(): Promise<void> {
    for (let count = -1; count !== this.work.length;) {
      count = this.work.length;
      await Promise.all(this.work);
    }
  }

  #server(): Server {
    const shell = {
      hello: () => Promise.reject(new GangwayError('operation.notFound')),
      run: async (name: OperationName, params: unknown, options: ReadOptions = {}) => {
        this.asked.push({ name, params });
        const answer = this.answers[name];
        if (answer !== undefined) return answer(params, options);
        if (name === 'Set-Lease') return { held: true };
        if (name !== 'Get-ServerState') throw new GangwayError('operation.notFound', name);
        const next = this.readings.shift();
        if (next instanceof Error) throw next;
        return aServer(this.page.facts ?? {}, next ?? {});
      },
      start: async (_run: string, nn: number, name: string, params: unknown, hold: unknown) => {
        this.asked.push({ name, params });
        this.start(nn, hold);
      },
      follow: (
        _run: string,
        nn: number,
        from: number,
        onRecords: (records: readonly RunRecord[]) => Promise<void>,
        signal: AbortSignal,
      ) => {
        const next = this.follows.shift();
        return next === undefined
          ? Promise.reject(new GangwayError('internal', 'followed once more'))
          : next(onRecords, from, signal, nn);
      },
      stop: async (...wish: unknown[]) => {
        this.stops.push(wish);
      },
      close: () => Promise.resolve(),
    };
    const server = {
      id: this.page.target.id,
      target: this.page.target,
      inputs: {
        value: () => this.page.inputs,
        update: async (step: (inputs: TargetView['inputs']) => TargetView['inputs']) => {
          this.page = { ...this.page, inputs: step(this.page.inputs) };
          return this.page.inputs;
        },
      },
      view: () => this.page,
      change: (step: (view: TargetView) => Partial<TargetView>) => {
        this.page = { ...this.page, ...step(this.page) };
        this.shown.push(this.page);
      },
      isThere: () => false,
      packages: () => [...library],
      assess: (journey?: JourneyId) => assess(this.page, [...library], this.clock, journey),
      known: (journey?: JourneyId) => {
        const { known } = assess(this.page, [...library], this.clock, journey);
        if (known === null) throw new GangwayError('step.blocked', 'facts were not read yet');
        return known;
      },
      shell: () => Promise.resolve({ shell, practice: null }),
      closeShell: async () => {
        this.closed += 1;
      },
      way: null,
      reading: null,
      asking: null,
      running: null,
      copying: null,
    };
    return server as unknown as Server;
  }

  #needs(): RunsNeeds {
    const backOffMs = new Proxy([0, 0, 0], {
      get: (pauses, at) => {
        if (at !== 'length') this.pauses.push(Number(at));
        return Reflect.get(pauses, at) as number;
      },
    });
    const entries = (id: string) => this.noted.filter((entry) => entry.runId === id);
    const needs = {
      now: () => this.clock,
      pace: {
        backOffMs,
        askEveryMs: 0,
        rungMs: 1000,
        ownRestartMs: 0,
        limitMs: () => this.limitMs,
      },
      settings: { value: () => ({ technician: 'Ada', adminShare: this.adminShare }) },
      notice: (key: string, detail: string) => this.notices.push(`${key} ${detail}`),
      goOn: (work: Promise<void>) => this.work.push(work),
      closing: new AbortController().signal,
      journal: {
        begin: async (run: string, targetId: string) => ({
          append: async ({ phase, action = null, nn = null, data = null }: NewEntry) => {
            if (this.refuses.includes(phase)) throw new GangwayError('journal.unwritable', phase);
            const entry = { at: this.clock, runId: run, targetId, nn, action, phase, data };
            this.noted.push(entry);
            return entry;
          },
          close: async () => {
            this.pensDown += 1;
          },
        }),
        list: async () => [...new Set(this.noted.map((entry) => entry.runId))].reverse(),
        read: async (id: string) => ({ entries: entries(id), torn: false, broken: null }),
      },
      outputs: {
        append: async (_run: string, lines: readonly NewLine[]) => {
          this.lines.push(...lines);
        },
        read: async () => ({ total: this.lines.length }),
        serverLines: async () => this.lines.length,
      },
      libraries: {
        real: { list: () => library, pathOf: () => '/library/script.cmd', verify: async () => true },
      },
    };
    return needs as unknown as RunsNeeds;
  }
}
