import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from '../../main/practice/machine/machine';
import { readMachine } from '../../main/practice/machine/machines';
import { createPracticeShell, type PracticeShell } from '../../main/practice/practiceShell';
import { fromLine, type JournalEntry } from '../../main/journal/entry';
import type { TargetView } from '../../shared/bridge/session';
import { quickly } from '../unit/app/stage';
import { Walker } from '../unit/app/walker';

/** The kits that practice needs, by the machine's Windows. */
const kits: Readonly<Record<string, readonly string[]>> = {
  '2012r2': ['onboarding', 'installation', 'updateUcrt', 'updateTelemetry', 'updateKernel'],
  '2016': ['onboarding', 'installation', 'platformUpdate'],
};

/** The whole app before one practice server, with what only a test may do to that server. */
export interface PracticeStage {
  readonly walker: Walker;
  readonly id: string;
  shell(): PracticeShell;
  /** The changes that the server received, by name. */
  sent(): string[];
  /** Accepts every fix that the checks ask for. */
  acceptFixes(): Promise<void>;
  /** Confirms the plan as it is, or goes on with it, and waits for the end of its run. */
  carryOut(): Promise<TargetView>;
  journal(runId?: string): Promise<JournalEntry[]>;
  /** The texts of the output of the last run, in order. */
  output(): Promise<string[]>;
}

/** Opens a practice server up to its Plan page; `change` makes it another server than its scenario says. */
export async function openPractice(
  name: string,
  change: (machine: Machine) => Machine = (machine) => machine,
  mode: 'active' | 'passive' = 'active',
): Promise<PracticeStage> {
  let shell: PracticeShell | null = null;
  let folder = '';
  const openShell = () => {
    shell = createPracticeShell({
      file: join(folder, 'practice', `${name}.json`),
      scenario: name,
      machine: change(readMachine(name)),
      speed: 6000,
    });
    return Promise.resolve({ shell, practice: null });
  };
  const walker = await Walker.start(undefined, { openShell, pace: quickly });
  folder = walker.folder;
  const kit = Object.entries(kits).find(([windows]) => name.startsWith(windows))?.[1] ?? ['onboarding'];
  const id = await walker.prepare(name, [...kit], mode);
  const opened = (): PracticeShell => {
    if (shell === null) throw new Error('no shell was opened');
    return shell;
  };
  const runIdOf = (): string => walker.view(id).run?.runId ?? '';
  return {
    walker,
    id,
    shell: opened,
    sent: () =>
      opened()
        .received()
        .filter(({ kind }) => kind === 'change')
        .map(({ operation }) => operation),
    async acceptFixes() {
      for (const check of walker.assess(id).known?.checks ?? [])
        if (check.state === 'toFix' && check.fix !== null)
          await walker.decide(id, { kind: 'acceptFix', fix: check.fix });
      await walker.decide(id, { kind: 'acceptNoProtector', accepted: true });
    },
    async carryOut() {
      walker.session = await walker.ask('getSession', {});
      const { inputs, target } = walker.view(id);
      const planHash = walker.assess(id).known?.planHash ?? '';
      if (inputs.journeys.onboard.confirmed === null)
        await walker.ask('startPlan', { journey: 'onboard', targetId: id, planHash, name: target.name });
      else await walker.ask('resumePlan', { targetId: id });
      return walker.until(id, 'at rest', ({ busy, run }) => busy === 'idle' && run?.outcome !== 'running');
    },
    async journal(runId = runIdOf()) {
      const text = await readFile(join(walker.folder, 'journal', `${runId}.jsonl`), 'utf8');
      return text.split('\n').flatMap((line) => fromLine(line)?.entry ?? []);
    },
    async output() {
      const { lines } = await walker.ask('getOutput', { runId: runIdOf(), from: 0, limit: 5000 });
      return lines.map(({ text }) => text);
    },
  };
}
