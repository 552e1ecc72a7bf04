import { GangwayError, failureOf } from '../../shared/errors';
import type { SiteDesk } from '../../shared/bridge/site';
import type { Watching } from './pump';

/** What a piece of work tells while it goes on. */
export interface Telling extends Watching {
  readonly onTotal: (bytes: number) => void;
  readonly onFile: (name: string) => void;
  readonly onBytes: (bytes: number) => void;
}

/** One piece of work at a time: a stick is slow enough alone, and two would write each other's list. */
export interface SiteWork {
  /** Begins a piece of work and answers at once. Throws `step.blocked` while another one goes on. */
  begin(kind: NonNullable<SiteDesk['work']>['kind'], work: (telling: Telling) => Promise<void>): void;
  /** Throws `step.blocked` while something goes on. */
  expectIdle(): void;
  stop(): void;
}

/** Progress is told in so many steps at most, so that the pages are not flooded. */
const steps = 200;

/** Makes what runs the work. `change` takes over a part of what the pages see; `goOn` lets work go on that nobody waits for. */
export function createSiteWork(
  change: (part: Partial<Pick<SiteDesk, 'work' | 'failure'>>) => void,
  goOn: (work: Promise<void>) => void,
): SiteWork {
  let going: AbortController | null = null;
  let shown: NonNullable<SiteDesk['work']> | null = null;
  const show = (next: NonNullable<SiteDesk['work']>): void => change({ work: (shown = next) });
  const expectIdle = (): void => {
    if (going !== null) throw new GangwayError('step.blocked', shown?.kind ?? '');
  };
  return {
    expectIdle,
    begin(kind, work) {
      expectIdle();
      const controller = (going = new AbortController());
      let state = { kind, done: 0, total: 0, file: null as string | null, stopAsked: false };
      const update = (part: Partial<typeof state>): void =>
        show((state = { ...state, ...part, stopAsked: controller.signal.aborted }));
      let told = 0;
      let done = 0;
      change({ failure: null });
      update({});
      const run = async (): Promise<void> => {
        try {
          await work({
            signal: controller.signal,
            onTotal: (total) => update({ total }),
            onFile: (file) => update({ file, done }),
            onBytes: (bytes) => {
              done += bytes;
              if (done - told < state.total / steps) return;
              told = done;
              update({ done: Math.min(done, state.total) });
            },
          });
        } catch (error) {
          const failure = failureOf(error);
          // Who stops it knows why it ended.
          if (failure.code !== 'operation.canceled') change({ failure });
        } finally {
          going = null;
          change({ work: (shown = null) });
        }
      };
      goOn(run());
    },
    stop() {
      going?.abort();
      if (shown !== null) show({ ...shown, stopAsked: true });
    },
  };
}
