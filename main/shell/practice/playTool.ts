import { GangwayError } from '../../../shared/errors';
import { NeverEnds } from './behaviour';
import type { Fault } from './machine';
import type { Timeline } from './timeline';

/** A line of a tool's output; a plain text is information. */
export type ToolLine = string | { readonly level: 'warn' | 'error'; readonly text: string };

/** One use of a tool of Windows. `ms`: how long it takes on the machine; `effect`: what Windows does when it worked. */
export interface ToolUse {
  readonly source: string;
  readonly ms: number;
  readonly lines: readonly ToolLine[];
  /** True when the tool asks for a restart of itself, without any fault. */
  readonly restart: boolean;
  effect(): void;
}

function say(timeline: Timeline, { source, lines, ms }: ToolUse, share: number): void {
  const shown = lines.slice(0, Math.ceil(lines.length * share));
  const pause = (ms * share) / Math.max(1, shown.length);
  for (const line of shown) {
    timeline.wait(pause);
    const { level, text } = typeof line === 'string' ? { level: 'info' as const, text: line } : line;
    timeline.log(source, level, text);
  }
  if (shown.length === 0) timeline.wait(ms * share);
}

/**
 * Plays a tool and answers its exit code. A fault makes it fail, hang, do nothing while it says it worked, or ask for
 * a restart. Throws `operation.failed` with the exit code of a tool that failed.
 */
export function playTool(
  timeline: Timeline,
  fault: Fault | null,
  use: ToolUse,
): { native: number; restart: boolean } {
  switch (fault?.effect) {
    case 'hang':
      say(timeline, use, 0.4);
      throw new NeverEnds();
    case 'fail':
      say(timeline, use, 0.6);
      timeline.log(use.source, 'error', fault.line);
      timeline.wait(400);
      throw new GangwayError('operation.failed', fault.line, fault.native);
    case 'noop':
      say(timeline, use, 1);
      return { native: 0, restart: false };
    case 'restart':
      say(timeline, use, 1);
      use.effect();
      timeline.effect('sensor.pendingRestart');
      return { native: 3010, restart: true };
    case undefined:
      say(timeline, use, 1);
      use.effect();
      return { native: use.restart ? 3010 : 0, restart: use.restart };
  }
}
