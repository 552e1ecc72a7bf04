import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppOptions } from '../../../main/app';
import type { Pace } from '../../../main/runs/needs';
import { fromLine, type JournalEntry } from '../../../main/journal/entry';
import type { InputOf } from '../../../shared/bridge/contract';
import type { RunView, TargetView } from '../../../shared/bridge/session';
import { ScriptedServer } from '../../fakes/scriptedServer';
import { Walker } from './walker';

/** Waits of a few milliseconds in place of seconds. */
export const quickly: Partial<Pace> = { backOffMs: [2], askEveryMs: 5 };
export const id = 'practice-2019-fresh';

/** The whole app before a scripted server, up to its Plan page. */
export interface Stage {
  readonly walker: Walker;
  readonly server: ScriptedServer;
}

/** Opens the stage on a fresh folder, with every step before the plan settled. */
export async function openStage(
  server = new ScriptedServer(),
  options: Partial<AppOptions> & { readonly mode?: 'active' | 'passive' } = {},
): Promise<Stage> {
  const { mode = 'active', ...rest } = options;
  const walker = await Walker.start(undefined, { openShell: server.open, pace: quickly, ...rest });
  await walker.prepare('2019-fresh', ['onboarding'], mode);
  server.received.length = 0;
  return { walker, server };
}

/** Starts the app again over the folder of a stage that was closed. */
export async function openAgain({ walker, server }: Stage): Promise<Walker> {
  return Walker.start(walker.folder, { openShell: server.open, pace: quickly });
}

/** Confirms the plan that is shown. */
export async function startPlan(walker: Walker): Promise<string> {
  walker.session = await walker.ask('getSession', {});
  const { runId } = await walker.ask('startPlan', planOf(walker));
  return runId;
}

export function planOf(walker: Walker): InputOf<'startPlan'> {
  const planHash = walker.assess(id).known?.planHash ?? '';
  return { targetId: id, journey: 'onboard', planHash, name: walker.view(id).target.name };
}

/** What takes back the newest change of the mode. */
export function undoOf(walker: Walker): InputOf<'undoChange'> {
  const { changes, target } = walker.view(id);
  const { runId, nn } = changes.findLast(({ undo }) => undo === 'possible') ??
    changes.at(-1) ?? { runId: 'no-such-run', nn: 1 };
  return { targetId: id, change: { runId, nn }, name: target.name };
}

export const atRest = (walker: Walker): Promise<TargetView> =>
  walker.until(id, 'at rest', (view) => view.busy === 'idle' && view.run?.endedAt != null);

export const running = (walker: Walker, action: string): Promise<TargetView> =>
  walker.until(id, `running ${action}`, (view) => stateOf(view.run, action) === 'running');

export const stateOf = (run: RunView | null, action: string): string | undefined =>
  run?.actions.find((entry) => entry.id === action)?.state;

/** The journal of a run as it lies on the disk. */
export async function journalOf(walker: Walker, runId: string): Promise<JournalEntry[]> {
  const text = await readFile(join(walker.folder, 'journal', `${runId}.jsonl`), 'utf8');
  return text.split('\n').flatMap((line) => fromLine(line)?.entry ?? []);
}

/** The phases of a journal in order, those of actions with the action's id. */
export async function phases(walker: Walker, runId: string): Promise<string[]> {
  const entries = await journalOf(walker, runId);
  return entries.map(({ action, phase }) => (action === null ? phase : `${action} ${phase}`));
}

/** The phases of an action that works. */
export const worked = (action: string): string[] =>
  ['intent', 'sent', 'ack', 'verified'].map((phase) => `${action} ${phase}`);

/** A promise and the word that keeps it. */
export function gate(): { readonly waits: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const waits = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    waits,
    open: () => {
      open();
    },
  };
}
