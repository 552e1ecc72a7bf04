import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { failureSchema, GangwayError } from '../../shared/errors';
import { hiddenSchema } from '../../shared/bridge/bundle';
import {
  emptyDesk,
  logsAsked,
  logsDeskSchema,
  type LogsAsked,
  type LogsDesk,
} from '../../shared/bridge/logs';
import type { SupportFile, SupportWish } from './desk/forSupport';
import type { Given, GivenClock } from './desk/found';
import { limits } from './limits';

type InputOf<N extends keyof LogsAsked> = z.input<LogsAsked[N]['input']>;
type ReplyOf<N extends keyof LogsAsked> = z.output<LogsAsked[N]['reply']>;

/** The desk as the app has it: the same work, in another thread. */
export interface DeskApart {
  add(given: readonly Given[], clock?: GivenClock): Promise<void>;
  setClock(file: number, offsetMinutes: number): Promise<void>;
  /** What lies on the desk as the files of a bundle for support; none for an empty desk. */
  forSupport(wish: SupportWish): Promise<readonly SupportFile[]>;
  /** Ends the thread with all that lies on the desk. */
  close(): Promise<void>;
  readonly ask: { readonly [N in keyof LogsAsked]: (input: InputOf<N>) => Promise<ReplyOf<N>> };
}

export interface ApartOptions {
  /** The built worker (`desk/worker.ts`). */
  readonly file: string;
  /** Told how the desk looks whenever that changed. */
  readonly tell: (view: LogsDesk) => void;
  /** By default `limits.seconds`. */
  readonly seconds?: number;
  /** By default `limits.heapMegabytes`. */
  readonly heapMegabytes?: number;
}

const heardSchema = z.union([
  z.strictObject({ desk: logsDeskSchema }),
  z.strictObject({ number: z.int(), value: z.unknown() }),
  z.strictObject({ number: z.int(), failure: failureSchema }),
]);

const supportFiles = z.array(
  z.strictObject({
    name: z.string(),
    source: z.int().nullable(),
    text: z.string(),
    hidden: hiddenSchema,
  }),
);

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** This computer's zone, for a desk on which nothing lies. */
const hereZone = (): LogsDesk['zone'] => ({ offsetMinutes: 0 - new Date().getTimezoneOffset(), of: null });

/**
 * Reads logs in a thread of its own, with a share of the memory and an end: whatever a file does to our readers, the app goes on. A thread
 * that took too much is ended; what lay on the desk is shown as not examined, and the desk works again once it was cleared. It begins
 * with the first file and gets no environment.
 */
export function createDeskApart({
  file,
  tell,
  seconds = limits.seconds,
  heapMegabytes = limits.heapMegabytes,
}: ApartOptions): DeskApart {
  let thread: Worker | null = null;
  let view = emptyDesk(hereZone());
  let last = 0;
  const waiting = new Map<number, Waiting>();

  const show = (next: LogsDesk): void => {
    view = next;
    tell(next);
  };
  const lose = (detail: string): void => {
    if (thread === null) return;
    const ended = thread;
    thread = null;
    void ended.terminate();
    show(notExamined(view));
    for (const { reject } of waiting.values()) reject(new GangwayError('internal', detail));
    waiting.clear();
  };
  const started = (): Worker => {
    if (thread !== null) return thread;
    const worker = new Worker(file, {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 64 },
    });
    worker.on('message', (message: unknown) => {
      const heard = heardSchema.safeParse(message).data;
      if (heard === undefined) lose('the answer was not understood');
      else if ('desk' in heard) show(heard.desk);
      else {
        const asker = waiting.get(heard.number);
        waiting.delete(heard.number);
        if ('failure' in heard) asker?.reject(new GangwayError(heard.failure.code, heard.failure.detail));
        else asker?.resolve(heard.value);
      }
    });
    worker.on('error', (error: Error) => thread === worker && lose(error.message));
    worker.on('exit', () => thread === worker && lose('the thread ended'));
    thread = worker;
    return worker;
  };
  const send = (message: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      const number = last;
      const timer = setTimeout(() => lose(`> ${seconds} s`), seconds * 1000);
      const after =
        <Value>(go: (value: Value) => void) =>
        (value: Value): void => {
          clearTimeout(timer);
          go(value);
        };
      waiting.set(number, { resolve: after(resolve), reject: after(reject) });
      started().postMessage({ ...message, number });
    });

  return {
    async add(given, clock) {
      await send({ ask: 'add', given, ...(clock === undefined ? {} : { clock }) });
    },
    async setClock(place, offsetMinutes) {
      await send({ ask: 'setClock', file: place, offsetMinutes });
    },
    forSupport: async (input) =>
      thread === null ? [] : supportFiles.parse(await send({ ask: 'forSupport', input })),
    async close() {
      const ended = thread;
      thread = null;
      for (const { reject } of waiting.values()) reject(new GangwayError('operation.canceled'));
      waiting.clear();
      show(emptyDesk(hereZone()));
      await ended?.terminate();
    },
    ask: {
      getLogLines: async (input) =>
        thread === null
          ? noLines
          : logsAsked.getLogLines.reply.parse(await send({ ask: 'getLogLines', input })),
      getLogLanes: async (input) =>
        thread === null
          ? { lanes: [] }
          : logsAsked.getLogLanes.reply.parse(await send({ ask: 'getLogLanes', input })),
      getLogText: async (input) =>
        thread === null ? noText : logsAsked.getLogText.reply.parse(await send({ ask: 'getLogText', input })),
    },
  };
}

/** The built worker that reads logs; tests give a desk in their own thread. */
export type LogReader = string | ((tell: ApartOptions['tell']) => DeskApart);

/** The desk of an app, empty. */
export const openDesk = (reader: LogReader, tell: ApartOptions['tell']): DeskApart =>
  typeof reader === 'string' ? createDeskApart({ file: reader, tell }) : reader(tell);

/** What an empty desk answers. */
const noLines: ReplyOf<'getLogLines'> = { lines: [], total: 0 };
const noText: ReplyOf<'getLogText'> = { lines: [], numbers: [], first: 1, total: 0 };

/** The desk after its thread was lost: its files are there by name only. */
function notExamined(view: LogsDesk): LogsDesk {
  return {
    ...emptyDesk(view.zone),
    state: 'read',
    files: view.files.map((file) => ({
      ...file,
      share: 'refused',
      refusal: 'notExamined',
      lines: 0,
      warnings: 0,
      errors: 0,
    })),
  };
}
