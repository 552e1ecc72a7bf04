import type { PracticeState } from './machine/practiceState';

/**
 * Work goes `speed` times faster than usual from now on: what is under way ends sooner or later. What has happened keeps its
 * time, and so does the machine's clock: only what is still to come moves.
 */
export function withSpeed(state: PracticeState, speed: number): PracticeState {
  const { time, restart, machine } = state;
  const moved = (at: number): number =>
    at <= time ? at : Math.ceil(time + ((at - time) * state.speed) / speed);
  const move = <T extends { readonly at: number }>(item: T): T => ({ ...item, at: moved(item.at) });
  return {
    ...state,
    speed,
    restart: restart && { ...restart, downAt: moved(restart.downAt), upAt: moved(restart.upAt) },
    machine: { ...machine, atTime: machine.atTime.map(move) },
    runs: state.runs.map((run) => ({
      ...run,
      records: run.records.map(move),
      effects: run.effects.map(move),
    })),
  };
}
