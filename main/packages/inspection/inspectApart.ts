import { basename, normalize, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import { limits } from '../limits';
import { Refused } from '../refused';
import { type Inspect, type Inspection, inspectionsSchema } from './inspection';

/** Where the work is done, and when it is given up. */
export interface ApartOptions {
  /** The built worker (`inspection/worker.ts`). */
  file: string;
  /** By default `limits.seconds`. */
  seconds?: number;
}

/**
 * Looks at each file in a thread of its own, with an end and a share of the memory: whatever a file does to our readers, the
 * app goes on, and the file is refused with `notExamined`. The thread gets no environment, and its answer is parsed like
 * anything from outside. In Electron it reads its code out of app.asar (electron/electron pull request 33216).
 */
export function createInspect({ file, seconds = limits.seconds }: ApartOptions): Inspect {
  return async (path, options) => {
    const name = options.name ?? basename(path);
    const answer = await answerOf(file, { ...options, path, name }, seconds);
    if (!(answer instanceof Refused) && answer.every((found) => isOurs(found, path, options.unpackInto)))
      return answer;
    const detail = answer instanceof Refused ? answer.evidence : null;
    return [{ state: 'refused', name, from: null, refusal: 'notExamined', detail }];
  };
}

/** What comes of the thread, once it has ended: a file that it holds could not be removed. */
function answerOf(file: string, asked: object, seconds: number): Promise<Inspection[] | Refused> {
  return new Promise((resolve) => {
    const thread = new Worker(file, {
      workerData: asked,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 16 },
    });
    // Where nothing else is said, Node itself ended the thread.
    let answer: Inspection[] | Refused = new Refused('notExamined');
    const end = (said: typeof answer): void => {
      answer = said;
      void thread.terminate();
    };
    const timer = setTimeout(() => end(new Refused('notExamined', `> ${seconds} s`)), seconds * 1000);
    thread.once('message', (message: unknown) => {
      const { data } = inspectionsSchema.safeParse(message);
      end(data ?? new Refused('notExamined'));
    });
    thread.once('error', (error: Error) => {
      const tooMuch = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end(new Refused('notExamined', tooMuch ? `> ${limits.heapMegabytes} MB` : error.message));
    });
    thread.once('exit', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

/** A file that is kept is the one that was given, or was unpacked where it was asked for. */
function isOurs(found: Inspection, given: string, unpackInto: string): boolean {
  return (
    found.state === 'refused' || found.path === given || normalize(found.path).startsWith(unpackInto + sep)
  );
}
