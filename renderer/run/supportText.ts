import type { ServerState } from '../../shared/model/facts';
import type { OutputLine } from '../../shared/bridge/output';
import type { RunAction, RunView } from '../../shared/bridge/session';

/** How many of the last lines are added. They hold what an installer says before it fails. */
export const supportLines = 100;

/** Where the logs of an action lie on its server; the runner keeps them in the folder of the run. */
export function logFolder(run: RunView, action: RunAction): string {
  return `%ProgramData%\\Gangway\\runs\\${run.runId}\\${String(action.nn).padStart(2, '0')}`;
}

/** What a person hands on after a failure; `head` is what the page itself says. */
export interface SupportParts {
  readonly head: readonly string[];
  readonly run: RunView;
  readonly action: RunAction | null;
  readonly facts: ServerState;
  readonly lines: readonly OutputLine[];
}

/**
 * One text that explains a failure to somebody who cannot see the screen: what failed, the raw facts, where the logs lie, and the
 * last lines of the run. Not translated, but for what the page said. Pure.
 */
export function supportText({ head, run, action, facts, lines }: SupportParts): string {
  const { boot, defender, disk, files, os, policy, restartPending, sensor, services } = facts;
  const shown = { os, boot, disk, restartPending, services, sensor, defender, files, policy };
  return [
    ...head,
    ...(action === null ? [] : ['', `Logs on the server: ${logFolder(run, action)}`]),
    '',
    'Facts',
    ...Object.entries(shown).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    '',
    `Last ${lines.length} lines of ${run.lines}`,
    ...lines.map(({ at, source, level, text }) => `${new Date(at).toISOString()} ${source} ${level} ${text}`),
  ].join('\n');
}
