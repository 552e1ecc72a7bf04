// Stands on: defender/mde-onboarding-times-2012r2 (the one report that times an installation and an onboarding).
// Invented: how long each piece of work takes, which each behaviour says for itself; looked for: logs with a begin and an end of wusa, DISM, UpdatePlatform and msiexec

import type { PatchValues, MachinePatch } from '../machine/applyPatch';
import { effectPatch } from '../effects';
import type { RunRecord } from '../../../shared/bridge/records';
import type { TimedEffect } from '../machine/practiceState';

/** Writes the course of an action: what it says and does, and when, by the machine's clock. */
export interface Timeline {
  /** Where the course has come to (epoch ms of the machine). */
  now(): number;
  /** Number of the process that runs the action. */
  pid(): number;
  /** Lets work pass that takes so many milliseconds at normal speed. */
  wait(ms: number): void;
  step(key: string, state: 'begin' | 'done' | 'skipped', detail?: string): void;
  progress(done: number, total: number | null): void;
  log(source: string, level: 'info' | 'warn' | 'error', text: string): void;
  /** Something that Windows does at this point, by its name in `effects.json`. */
  effect(name: string, values?: PatchValues): void;
  /** A change of the machine that no tool makes, e.g. one registry value. */
  patch(patch: MachinePatch): void;
  /** The result of an action that fails all the same; any other answers it. */
  result(value: unknown): void;
}

/** What a timeline has become, and the doors through which only the run itself speaks. */
export interface TimelineBook extends Timeline {
  readonly records: readonly RunRecord[];
  readonly effects: readonly TimedEffect[];
  start(operation: string, pid: number): void;
  end(failure: { code: string; text: string; native: number | null } | null): void;
}

/** An empty timeline that begins at `startedAt` (epoch ms of the machine); work takes so many times less than usual. */
export function openTimeline(startedAt: number, speed: number): TimelineBook {
  const records: RunRecord[] = [];
  const effects: TimedEffect[] = [];
  // Nothing is dated before it was asked for.
  let exact = Math.ceil(startedAt);
  const now = () => Math.round(exact);
  const head = () => ({ n: records.length, at: now() });
  return {
    records,
    effects,
    now,
    pid: () => {
      const [first] = records;
      return first?.kind === 'start' ? first.pid : 0;
    },
    wait: (ms) => {
      exact += ms / speed;
    },
    step: (key, state, detail = '') => records.push({ ...head(), kind: 'step', key, state, detail }),
    progress: (done, total) => records.push({ ...head(), kind: 'progress', done, total }),
    log: (source, level, text) => records.push({ ...head(), kind: 'log', source, level, text }),
    effect: (name, values = {}) => {
      effectPatch(name);
      effects.push({ at: now(), n: records.length, name, patch: {}, values });
    },
    patch: (patch) =>
      effects.push({ at: now(), n: records.length, name: null, patch: { ...patch }, values: {} }),
    start: (operation, pid) => records.push({ ...head(), kind: 'start', operation, pid }),
    result: (value) => records.push({ ...head(), kind: 'result', value }),
    end: (failure) =>
      records.push({
        ...head(),
        kind: 'end',
        ok: failure === null,
        code: failure?.code ?? null,
        text: failure?.text ?? '',
        native: failure?.native ?? null,
      }),
  };
}
