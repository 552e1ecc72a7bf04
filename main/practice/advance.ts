import { applyPatch } from './machine/applyPatch';
import { awaitRefresh } from './groupPolicy';
import { comeUp, goDown, restartFrom } from './machine/boot';
import { effectPatch, type EffectName } from './effects';
import { keys } from './machine/keys';
import type { Machine } from './machine/machine';
import type { PracticeRun, PracticeState, TimedEffect } from './machine/practiceState';
import { registryNumber } from './machine/registry';

/** Something that waits for the machine's clock: when, and what the state is after it. */
interface Due {
  readonly at: number;
  happen(state: PracticeState): PracticeState;
}

function apply(machine: Machine, name: EffectName, at: number): Machine {
  return applyPatch(machine, effectPatch(name), at);
}

/**
 * The mode that a policy value calls for. On some servers the antivirus says for a while that it does not run before it is passive (row
 * defender/mde-mpstatus-mode-after-passive-key).
 */
function intoMode(
  machine: Machine,
  name: 'mode.passive' | 'mode.active',
  at: number,
  speed: number,
): Machine {
  const { passiveAfterMs, defender, atTime } = machine;
  if (name === 'mode.active' || passiveAfterMs === undefined || defender?.AMRunningMode === 'Passive Mode')
    return apply(machine, name, at);
  const follows = {
    at: at + Math.ceil(passiveAfterMs / speed),
    patch: { defender: { AMRunningMode: 'Passive Mode' } },
  };
  return { ...apply(machine, 'mode.late', at), atTime: [...atTime, follows] };
}

/** After onboarding: the policy value decides the mode, and the sensor looks for its cloud. */
function afterOnboarding(machine: Machine, at: number, speed: number): Machine {
  const forced = registryNumber(machine, keys.policySensor, 'ForceDefenderPassiveMode') === 1;
  const withMode =
    machine.defender === null
      ? machine
      : intoMode(machine, forced ? 'mode.passive' : 'mode.active', at, speed);
  // The sensor refuses the certificate of a device that inspects its way.
  const isOpen = machine.cloud.reachable && machine.cloud.inspectedBy === undefined;
  const contact: EffectName = isOpen ? 'cloud.contact' : 'cloud.refused';
  return {
    ...withMode,
    atTime: [
      ...withMode.atTime,
      { at: at + Math.ceil(machine.cloud.firstContactMs / speed), patch: effectPatch(contact) },
    ],
  };
}

function applyTimed(machine: Machine, effect: TimedEffect, speed: number): Machine {
  if (effect.name === 'mode.passive') return intoMode(machine, effect.name, effect.at, speed);
  const patch = effect.name === null ? effect.patch : effectPatch(effect.name);
  const changed = applyPatch(machine, patch, effect.at, effect.values);
  return effect.name === 'onboard'
    ? afterOnboarding(changed, effect.at, speed)
    : awaitRefresh(changed, effect.at, speed);
}

/** An installer has begun a restart by itself: Windows goes down within seconds. */
const ownRestart: EffectName = 'restart.byInstaller';
// Invented: how many; looked for: a log of an installer beside the System log of its restart, in forums and issues.
const untilDownMs = 5_000;

function dueOfRun(run: PracticeRun, time: number): Due[] {
  const replace = (state: PracticeState, changed: PracticeRun): PracticeRun[] =>
    state.runs.map((item) => (item.runId === run.runId && item.nn === run.nn ? changed : item));
  const [effect] = run.effects;
  if (effect !== undefined) {
    return [
      {
        at: effect.at,
        happen: (state) => ({
          ...state,
          machine: applyTimed(state.machine, effect, state.speed),
          runs: replace(state, { ...run, effects: run.effects.slice(1) }),
          restart:
            effect.name === ownRestart ? restartFrom(effect.at, untilDownMs, state.speed) : state.restart,
        }),
      },
    ];
  }
  const last = run.records.at(-1);
  return last !== undefined && last.at > time ? [{ at: last.at, happen: (state) => state }] : [];
}

/** Cuts a run that is under way when the server goes down: what would have come later never comes. */
function cut(run: PracticeRun, at: number): PracticeRun {
  const last = run.records.at(-1);
  if (run.cutAt !== null || (last?.kind === 'end' && last.at <= at)) return run;
  return { ...run, cutAt: at, effects: [], records: run.records.filter((record) => record.at <= at) };
}

function takeDown(state: PracticeState, restart: { downAt: number; upAt: number }): PracticeState {
  return {
    ...state,
    restart: { ...restart, down: true },
    machine: goDown(state.machine, restart.downAt),
    runs: state.runs.map((run) => cut(run, restart.downAt)),
  };
}

function dueOfRestart(state: PracticeState): Due[] {
  const { restart } = state;
  if (restart === null) return [];
  return restart.down
    ? [
        {
          at: restart.upAt,
          happen: (now) => ({ ...now, restart: null, machine: comeUp(now.machine, restart) }),
        },
      ]
    : [{ at: restart.downAt, happen: (now) => takeDown(now, restart) }];
}

function dueOfMachine(state: PracticeState): Due[] {
  return state.machine.atTime.map((timed, index) => ({
    at: timed.at,
    happen: (now) => {
      const rest = { ...now.machine, atTime: now.machine.atTime.filter((_, other) => other !== index) };
      return { ...now, machine: applyPatch(rest, timed.patch, timed.at) };
    },
  }));
}

function nextDue(state: PracticeState): Due | null {
  const all = [
    ...dueOfRestart(state),
    ...state.runs.flatMap((run) => dueOfRun(run, state.time)),
    ...dueOfMachine(state),
  ];
  return all.reduce<Due | null>((first, due) => (first === null || due.at < first.at ? due : first), null);
}

/** The state once the machine's clock has come to `time`: everything that fell due until then has happened, in order. */
function reach(state: PracticeState, time: number): PracticeState {
  let current = state;
  for (let due = nextDue(current); due !== null && due.at <= time; due = nextDue(current))
    current = due.happen({ ...current, time: Math.max(current.time, due.at) });
  return { ...current, time: Math.max(current.time, time) };
}

/**
 * The state at the real instant `now` (epoch ms): everything that fell due meanwhile has happened, in order. The machine's
 * clock goes as any clock; one that is set back makes no time pass.
 */
export function advance(state: PracticeState, now: number): PracticeState {
  const passed = Math.max(0, now - state.seenAt);
  return { ...reach(state, state.time + passed), seenAt: now };
}
