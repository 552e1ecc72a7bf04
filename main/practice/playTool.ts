import { operations } from '../../shared/model/operations';
import { NeverEnds } from './behaviour';
import type { Fault } from './machine/machine';
import type { Timeline } from './answers/timeline';

/** A line of a tool's output; a plain text is information, and a function is told when it is written (epoch ms of the machine). */
export type ToolLine =
  | string
  | ((at: number) => string)
  | { readonly level: 'warn' | 'error'; readonly text: string };

/** One use of a tool of Windows. `ms`: how long it takes on the machine; `effect`: what Windows does when it worked. */
export interface ToolUse {
  readonly source: string;
  readonly ms: number;
  readonly lines: readonly ToolLine[];
  /** Our script watches it, and names it when it works for longer than usual. */
  readonly watched?: true;
  /** True when the tool asks for a restart of itself, without any fault. */
  readonly restart: boolean;
  effect(): void;
}

/** How a tool ended: its exit code, and the line of its output that says why it failed (empty when it did not). */
export interface ToolEnd {
  readonly native: number;
  readonly restart: boolean;
  readonly failed: boolean;
  readonly why: string;
}

function say(timeline: Timeline, { source, lines, ms }: ToolUse, share: number): void {
  const shown = lines.slice(0, Math.ceil(lines.length * share));
  const pause = (ms * share) / Math.max(1, shown.length);
  for (const line of shown) {
    timeline.wait(pause);
    if (typeof line === 'string') timeline.log(source, 'info', line);
    else if (typeof line === 'function') timeline.log(source, 'info', line(timeline.now()));
    else timeline.log(source, line.level, line.text);
  }
  if (shown.length === 0) timeline.wait(ms * share);
}

const { afterMs } = operations['Install-Sensor'].longTool;
const stillThere = `is at work for ${String(afterMs / 60_000)} minutes. It is not ended.`;

/** Number of the tool that a run has started, by that of the run's own process. */
export const toolNumber = (pid: number): number => pid + 40;

/**
 * Plays a tool and answers how it ended. A fault makes it fail, hang (throws `NeverEnds`), do nothing while it says
 * that it worked, or ask for a restart. Every tool is told not to restart the server. A tool that cannot be told marks this itself.
 */
export function playTool(timeline: Timeline, fault: Fault | null, use: ToolUse): ToolEnd {
  switch (fault?.effect) {
    case 'hang':
      say(timeline, use, 0.4);
      if (use.watched) {
        timeline.wait(afterMs - use.ms * 0.4);
        timeline.log('run', 'warn', `The tool (process ${toolNumber(timeline.pid())}) ${stillThere}`);
      }
      throw new NeverEnds();
    case 'fail':
      say(timeline, use, 0.6);
      timeline.wait(400);
      return { native: fault.native ?? 1, restart: false, failed: true, why: fault.line };
    case 'noop':
      say(timeline, use, 1);
      return { native: 0, restart: false, failed: false, why: '' };
    case 'restart':
    case 'restarts':
      say(timeline, use, 1);
      use.effect();
      timeline.effect('sensor.pendingRestart');
      return { native: 3010, restart: true, failed: false, why: '' };
    case undefined:
      say(timeline, use, 1);
      use.effect();
      return { native: use.restart ? 3010 : 0, restart: use.restart, failed: false, why: '' };
  }
}
