import type { CauseId } from '../cause';

const unsigned = { notRun: 0x41303, disabled: 0x41302, running: 0x41301, ready: 0x41300, queued: 0x41325 };
const whys: readonly (readonly [CauseId, readonly number[]])[] = [
  ['taskNotRun', [unsigned.notRun, unsigned.disabled, 0x800710e0]],
  // 53, 67: nobody has such a path in the network.
  ['taskNoFile', [2, 3, 53, 67, 0x80070002, 0x80070003, 0x80070035, 0x80070043]],
  ['taskDenied', [5, 0x80070005]],
  ['taskScriptRefused', [1, 0xfffd0000]],
];
const undecided: readonly number[] = [unsigned.running, unsigned.ready, unsigned.queued];

/** What the last result of a task says (codes of the Task Scheduler; 0xFFFD0000 is powershell.exe that could not load its script). */
export function causeOfResult(result: number | null): CauseId | 'open' | null {
  if (result === null) return 'taskNotRun';
  if (result === 0) return null;
  if (undecided.includes(result)) return 'open';
  return whys.find(([, results]) => results.includes(result))?.[0] ?? 'taskFailed';
}

/** A result as Windows writes it. */
export const hex = (result: number | null): string =>
  result === null ? '-' : `0x${result.toString(16).toUpperCase()}`;
