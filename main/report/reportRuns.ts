import { actionText } from '../../shared/plan/actionText';
import type { Say } from '../../shared/locales/keys';
import { z } from 'zod';
import { makesChange } from '../../shared/plan/actions';
import { explainCode } from '../../shared/knowledge/codes';
import { toolOf } from '../../shared/knowledge/tools';
import type { Report } from '../../shared/bridge/report';
import { markIn } from '../runs/fieldMark';
import type { JournalEntry } from '../journal/entry';
import { runOf } from '../runs/runState';

type ReportAction = Report['actions'][number];
type ReportRun = Report['runs'][number];

const intentSchema = z.object({
  operation: z.string(),
  params: z.record(z.string(), z.unknown()),
  sha256: z.string(),
  before: z.string(),
});
const endSchema = z.object({
  after: z.string().optional(),
  native: z.number().nullable().optional(),
  code: z.string().optional(),
});

/** Every change that was carried out on the server, over all its runs, oldest first; what was already so, or only looked, is none. */
export function reportActions(journals: readonly (readonly JournalEntry[])[], t: Say): ReportAction[] {
  const actions = [...journals].reverse().flatMap((entries) => actionsOf(entries, t));
  return actions.map((action, index) => ({ ...action, number: index + 1 }));
}

function actionsOf(entries: readonly JournalEntry[], t: Say): ReportAction[] {
  const run = runOf(entries);
  return (run?.actions ?? [])
    .filter((action) => action.startedAt !== null && makesChange(action.id))
    .map((action): ReportAction => {
      const mine = entries.filter((entry) => entry.nn === action.nn);
      const intent = intentSchema.safeParse(mine.find((entry) => entry.phase === 'intent')?.data);
      const end = endSchema.safeParse(mine.at(-1)?.data);
      const operation = intent.success ? intent.data.operation : '';
      const params = intent.success ? intent.data.params : {};
      const native = nativeOf(mine);
      const tool = toolOf(operation, params);
      const entry = tool !== null && native !== null ? explainCode(tool, native) : null;
      return {
        number: 0,
        action: action.id,
        title: actionText(t, action.id, 'title'),
        // What the server showed is done, even where Windows wants a restart behind it.
        outcome:
          mine.some(({ phase }) => phase === 'verified') && action.state === 'restartRequired'
            ? 'done'
            : (outcomes[action.state] ?? 'unknown'),
        startedAt: action.startedAt,
        endedAt: action.endedAt,
        operation,
        scriptSha256: intent.success ? intent.data.sha256 : null,
        parameters: Object.entries(params).map(([name, value]) => ({ name, value: short(value) })),
        native,
        failure: action.failure?.code ?? null,
        explanation:
          entry === null
            ? action.failure
              ? t(`errors:${action.failure.code}.title`)
              : null
            : t(`knowledge:${entry.key}.title`),
        before: intent.success ? intent.data.before : null,
        after: end.success ? (end.data.after ?? null) : null,
      };
    });
}

const outcomes: Readonly<Record<string, ReportAction['outcome']>> = {
  done: 'done',
  alreadySo: 'alreadySo',
  restartRequired: 'needsReboot',
  failed: 'failed',
  conflict: 'conflict',
  unknown: 'unknown',
  running: 'unknown',
  stopped: 'stopped',
  ahead: 'notRun',
};

/** The exit code of the tool, from the result that was acknowledged or from the failure. */
function nativeOf(entries: readonly JournalEntry[]): number | null {
  for (const entry of [...entries].reverse()) {
    const parsed = endSchema.safeParse(entry.data);
    if (parsed.success && typeof parsed.data.native === 'number') return parsed.data.native;
  }
  return null;
}

const short = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The runs of a server with the last hash of each journal: with it, lines cut off a journal's end show too. */
export function reportRuns(journals: readonly (readonly JournalEntry[])[]): ReportRun[] {
  return [...journals].reverse().flatMap((entries): ReportRun[] => {
    const run = runOf(entries);
    const last = entries.at(-1);
    if (run === null || last === undefined) return [];
    const mark = markIn(entries);
    return [
      {
        runId: run.runId,
        startedAt: run.startedAt,
        endedAt: run.endedAt,
        outcome: runOutcomes[run.outcome] ?? 'unknown',
        journalHash: last.hash,
        ...(mark !== null && { byFiles: { clockOff: mark.clockOff } }),
      },
    ];
  });
}

const runOutcomes: Readonly<Record<string, ReportRun['outcome']>> = {
  done: 'done',
  restartRequired: 'needsReboot',
  restarting: 'needsReboot',
  failed: 'failed',
  conflict: 'conflict',
  stopped: 'stopped',
};
