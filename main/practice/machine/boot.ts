// Stands on: servicing/servicing-events-of-a-restart, servicing/servicing-event-1074-msiexec, servicing/servicing-event-1074-fields, defender/mde-svc-sense-start-onboarded.
// servicing/servicing-events-of-a-start-timed (how long the log service comes after Windows itself).

import { applyPatch, type MachinePatch } from './applyPatch';
import { effectPatch, type EffectName } from '../effects';
import type { Machine } from './machine';
import type { PracticeState } from './practiceState';

/** What texts of Windows about a restart tell of the machine. */
const told = ({ name, os }: Machine) => ({
  host: name,
  version: `${os.Version.split('.').slice(0, 2).join('.')}.`,
  build: String(os.BuildNumber),
});

function happen(machine: Machine, effect: EffectName, at: number): Machine {
  return applyPatch(machine, effectPatch(effect), at, told(machine));
}

/** How long Windows takes from going down to being up again, at normal speed. */
const restartMs = 270_000;

/** When a server goes down that was asked to at `at`, and when it is up again; none of it is so yet. */
export function restartFrom(
  at: number,
  delayMs: number,
  speed: number,
): NonNullable<PracticeState['restart']> {
  const downAt = Math.floor(at) + Math.ceil(delayMs / speed);
  return { downAt, upAt: downAt + Math.ceil(restartMs / speed), down: false };
}

/** Somebody asked for a restart: Windows writes down who, before it goes down. */
export const askForRestart = (machine: Machine, at: number): Machine => happen(machine, 'restart.asked', at);

/**
 * The machine with the start that Windows tells of at `now`: the wall clock less the ticks since then, which moves with each correction of the
 * clock (row servicing/servicing-boot-time-moves).
 */
// Invented: one to three seconds, another at each look; looked for: two readings of one start, in issues of monitoring agents.
export function asTold(machine: Machine, now: number, speed: number): Machine {
  const { boot } = machine;
  const by = boot.moves === true ? (1_000 + (Math.floor(now) % 3) * 1_000) / speed : 0;
  return { ...machine, boot: { ...boot, startedAt: boot.startedAt + Math.round(by) } };
}

/** Windows goes down. */
export const goDown = (machine: Machine, at: number): Machine => happen(machine, 'shutdown', at);

/** Starts the services that start by themselves; the sensor writes that into its log. */
function startServices(machine: Machine, at: number): Machine {
  const services = Object.fromEntries(
    Object.entries(machine.services).map(([name, one]) => {
      const starts = one.kind === 'service' && one.start === 2;
      return [name, starts ? { ...one, status: 'Running' as const } : one];
    }),
  );
  const started = { ...machine, services };
  return services.Sense?.start === 2 ? happen(started, 'sensor.again', at) : started;
}

/** How long after its own start Windows starts its log service and answers; it is part of the time of a restart. */
const untilLogMs = 10_500;

/** Windows is up again: what waited for a restart has happened, the marks of waiting are gone, and nobody is signed in. */
export function comeUp(machine: Machine, { downAt, upAt }: { downAt: number; upAt: number }): Machine {
  const waiting: readonly MachinePatch[] = machine.atRestart;
  const startedAt = upAt - Math.round(((upAt - downAt) * untilLogMs) / restartMs);
  const begun = happen({ ...machine, atRestart: [] }, 'start', startedAt);
  const up = happen(begun, 'restart', upAt);
  const patched = waiting.reduce<Machine>((so, patch) => applyPatch(so, patch, upAt, told(so)), up);
  const started = startServices(patched, upAt);
  return {
    ...started,
    sessions: [],
    processes: started.processes.map((process) => ({ ...process, startedAt })),
    boot: {
      ...started.boot,
      startedAt,
      recent: [{ downAt, upAt }, ...started.boot.recent].slice(0, 5),
    },
  };
}
