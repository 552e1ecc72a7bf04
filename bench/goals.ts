import { z } from 'zod';

/** What `npm run bench` writes: one row for each thing that was measured. */
export const resultSchema = z.strictObject({
  id: z.string(),
  /** What was measured, and what it is held against. */
  what: z.string(),
  unit: z.string(),
  ours: z.number(),
  /** The rival in the same run, or a ceiling for what no machine is slow or fast at; null where there is neither. */
  reference: z.number().nullable(),
  /** ours ÷ reference, or for what is better when it is higher, how many times better ours is. */
  ratio: z.number().nullable(),
  goal: z.number().nullable(),
  better: z.enum(['lower', 'higher']),
  /** Null where nothing is judged, for the reason in `why`. */
  ok: z.boolean().nullable(),
  why: z.string().optional(),
});
export type Result = z.infer<typeof resultSchema>;

/** The file bench/results.json. */
export const resultsSchema = z.strictObject({
  measuredAt: z.iso.datetime(),
  machine: z.string(),
  results: z.array(resultSchema).min(1),
});
export type Results = z.infer<typeof resultsSchema>;

/**
 * A row before it was measured: `goal` is held against the ratio. Times are held against a rival of the same run alone: a time by
 * itself tells of the machine. Where there is no fair rival, `why` says so and nothing is judged. What is no time may have a `ceiling`.
 */
export type Goal = {
  readonly what: string;
  readonly unit: string;
  readonly better: Result['better'];
  /** When the row came in (ISO instant): results that were recorded before do not have it. */
  readonly since?: string;
} & ({ readonly goal: number; readonly ceiling?: number } | { readonly why: string });
/** The rows about logs. */
const logsSince = '2026-11-30T04:00:00.000Z';
/** The row about kits. */
const kitsSince = '2026-11-30T08:00:00.000Z';
/** The rows about servers of a network. */
const since = '2026-11-24T18:00:00.000Z';
const atMost = (ceiling: number, unit: string, what: string): Goal => ({
  what,
  unit,
  ceiling,
  goal: 1,
  better: 'lower',
});
const shown = (unit: string, what: string, why: string): Goal => ({ what, unit, better: 'lower', why });

/** Everything that is measured, and how good it must be. */
export const goals = {
  operation: {
    what: 'One operation on a running shell: checked, queued, framed, parsed; against the same bytes through a bare pipe',
    unit: 'ms',
    better: 'lower',
    goal: 2,
  },
  lines: {
    what: 'The first 200,000 lines of output of a fresh process (a warm one gains less); against `invoke` of node-powershell on the same program',
    unit: 'ms',
    better: 'higher',
    goal: 10,
  },
  linear: {
    what: '200,000 lines of output; against 100,000',
    unit: 'ms',
    better: 'lower',
    goal: 2.2,
  },
  painted: {
    what: '1,000,000 lines in Chromium from the events of the bridge to the screen, each line checked; against xterm.js, given text',
    unit: 'ms',
    better: 'higher',
    goal: 1.5,
  },
  heap: atMost(20, 'MB', 'JavaScript heap after 1,000,000 lines, less after 10,000; against the ceiling'),
  frame: {
    what: 'Longest frame while 1,000,000 lines come in, best of the rounds; against xterm.js',
    unit: 'ms',
    better: 'lower',
    goal: 1.1,
  },
  longLine: {
    what: 'Longest frame while a line of 1 MB comes in; against xterm.js',
    unit: 'ms',
    better: 'lower',
    goal: 1.1,
  },
  latency: shown(
    'ms',
    'A line written by the process until its frame, 95th percentile',
    'Most of it is the wait for the next frame of the screen, and nothing else goes the same way.',
  ),
  change: {
    what: 'A change of one server in a list of 200, in main, until the list in the page is made anew; against a list of 10',
    unit: 'ms',
    better: 'lower',
    goal: 2,
    since: '2026-11-29T18:00:00.000Z',
  },
  search: {
    what: 'A search, letters of any case, through 1,000,000 kept lines, whose only hit is the last one looked at; against `grep -F` on the same file',
    unit: 'ms',
    better: 'lower',
    goal: 2,
  },
  startMain: {
    what: 'Node with main until it can open its window, Electron a stub; against Node with an empty file',
    unit: 'ms',
    better: 'lower',
    goal: 1.5,
  },
  startMainAdded: shown(
    'ms',
    'What main adds to the start of Node until it can open its window',
    'It is the difference of the row above, which is judged.',
  ),
  startApp: {
    what: 'Node with main and the app, loaded while the page starts in a process of its own; against Node with the app’s libraries alone',
    unit: 'ms',
    better: 'lower',
    goal: 2,
    since: '2026-11-24T18:30Z',
  },
  firstPaint: {
    what: 'First contentful paint of the built app over loopback; against React with zustand, one button',
    unit: 'ms',
    better: 'lower',
    goal: 4,
  },
  initialScript: {
    what: 'Scripts loaded before the first page, compressed; against React with zustand',
    unit: 'kB',
    better: 'lower',
    goal: 2.6,
  },
  roundTrips: {
    what: 'Round trips of the happy path of a 2016 server; against two an action and three more',
    unit: 'round trips',
    better: 'lower',
    goal: 1,
  },
  factsTrips: atMost(1, 'round trips', 'Round trips that reading all facts takes; against the ceiling'),
  cancel: {
    what: 'From calling off a reading until its call has ended, 95th percentile; against a bare pipe to the same process, called off alike',
    unit: 'ms',
    better: 'lower',
    goal: 1.5,
    since,
  },
  networkPath: {
    what: 'The path of a 2016 server of the network at 50 ms a round trip, in simulated time, most of it the server’s own; against one script by hand with the same actions',
    unit: 's',
    better: 'lower',
    goal: 1.2,
    since,
  },
  secondCopy: {
    what: 'Bytes of files that a second copy sends; against the first',
    unit: 'bytes',
    better: 'lower',
    goal: 0,
    since,
  },
  sideBySide: {
    what: 'The same plan on 32 practice servers of the network at once, at their usual speed; against one of them alone',
    unit: 'ms',
    better: 'lower',
    goal: 1.3,
    since,
  },
  firstCause: {
    what: 'A log of Windows Installer of 100 MB in UTF-16, from its path to the first cause, with all lines on the timeline; against iconv and grep that look for the same lines',
    unit: 'ms',
    better: 'lower',
    goal: 1,
    since: logsSince,
  },
  kitWrite: {
    what: 'A kit of 1 GB into a folder: each file written, flushed, read back and hashed, then the list; against `cp --reflink=never` and `sha256sum` on the same files',
    unit: 'ms',
    better: 'lower',
    // 0.8 of the speed.
    goal: 1.25,
    since: kitsSince,
  },
  firstPicture: {
    what: '1,000,000 events of a log of Windows, from their path to the first picture of the timeline; against reading them alone',
    unit: 'ms',
    better: 'lower',
    goal: 1.5,
    since: logsSince,
  },
  timelineFrame: {
    what: 'The longest frame while the timeline of 1,000,000 events is zoomed in a browser; against the longest one while its table is scrolled',
    unit: 'ms',
    better: 'lower',
    goal: 2,
    since: logsSince,
  },
} satisfies Record<string, Goal>;
export type GoalId = keyof typeof goals;

/** What measuring brought; `reference` is left out where a ceiling stands in for it. */
export type Measured = Partial<Record<GoalId, { readonly ours: number; readonly reference?: number }>>;

const round = (value: number) => Number(value.toPrecision(3));

/** The rows of results.json, in the order of the goals. */
export function resultsOf(measured: Measured): Result[] {
  return Object.entries<Goal>(goals).flatMap(([id, goal]): Result[] => {
    const found = Object.entries(measured).find(([key]) => key === id)?.[1];
    if (found === undefined) return [];
    const { what, unit, better } = goal;
    const row = { id, what, unit, better, ours: round(found.ours) };
    if ('why' in goal) return [{ ...row, reference: null, ratio: null, goal: null, ok: null, why: goal.why }];
    const reference = found.reference ?? goal.ceiling;
    if (reference === undefined) return [];
    const ratio = round(better === 'lower' ? found.ours / reference : reference / found.ours);
    const ok = better === 'lower' ? ratio <= goal.goal : ratio >= goal.goal;
    return [{ ...row, reference: round(reference), ratio, goal: goal.goal, ok }];
  });
}
