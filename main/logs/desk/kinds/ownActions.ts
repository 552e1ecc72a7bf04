import { z } from 'zod';
import type { LogKind } from '../../../../shared/bridge/logs';
import { reportSchema } from '../../../../shared/bridge/report';
import { failureSchema } from '../../../../shared/errors';
import { endTool } from '../../../../shared/findings/ends';
import type { CodeTool } from '../../../../shared/knowledge/codes';
import type { ActionSign } from '../../../../shared/logs/signature';
import { fromLine, type JournalEntry } from '../../../journal/entry';
import { decode, inUtf8, type Text } from '../form';
import { endOfLine } from '../lines';

/** An action of Gangway that did not end as it should. */
export interface OwnAction {
  /** The line of the log that says so, from 0. */
  readonly line: number;
  /** Null where an old report does not name it. */
  readonly action: string | null;
  readonly tool: CodeTool | null;
  readonly native: number | null;
  readonly failure: string | null;
  readonly detail: string;
  readonly os: string;
}

/** A report is read as a whole; a larger one is none. */
const mostBytes = 32 * 1024 * 1024;

/** The actions in a journal or a report of Gangway that failed, ended unseen, or are not shown by the server. One that came right later is none. */
export function ownActions(kind: LogKind, text: Text): readonly OwnAction[] {
  if (kind === 'journal') return inJournal(text);
  return (kind === 'report' || kind === 'findings') && text.bytes.length <= mostBytes ? inReport(text) : [];
}

/** Whether an action ended so. */
export function endedSo(sign: ActionSign, { action, tool, native, failure, detail, os }: OwnAction): boolean {
  const code = native === null ? null : native >>> 0;
  const all: readonly boolean[] = [
    sign.tools === undefined || sign.tools.some((one) => one === tool),
    sign.codes === undefined || (code !== null && sign.codes.includes(code)),
    sign.failures === undefined || sign.failures.some((one) => one === failure),
    sign.detail === undefined || sign.detail.test(detail),
    sign.os === undefined || sign.os.test(os),
    sign.actions === undefined || sign.actions.some((one) => one === action),
  ];
  return !all.includes(false);
}

const bad = new Set<JournalEntry['phase']>(['failed', 'conflict', 'unknown']);
/** Phases that say how an action ended. */
const ends = new Set<JournalEntry['phase']>([...bad, 'verified', 'alreadySo', 'needsReboot', 'stopped']);
const intentSchema = z.object({ operation: z.string(), params: z.unknown() });
const endPhase = /,"phase":"(?:intent|failed|conflict|unknown|verified|alreadySo|needsReboot|stopped)",/;

function inJournal(text: Text): OwnAction[] {
  const intents = new Map<number | null, z.output<typeof intentSchema>>();
  const last = new Map<number | null, { readonly line: number; readonly entry: JournalEntry }>();
  let line = 0;
  for (let start = 0; start < text.bytes.length; line += 1) {
    const end = endOfLine(text.bytes, start, text.width);
    const words = decode(text, start, end);
    start = end + text.width;
    const entry = endPhase.test(words) ? fromLine(words.trimEnd())?.entry : undefined;
    if (entry === undefined) continue;
    const intent = entry.phase === 'intent' ? intentSchema.safeParse(entry.data).data : undefined;
    if (intent !== undefined) intents.set(entry.nn, intent);
    if (ends.has(entry.phase)) last.set(entry.nn, { line, entry });
  }
  return [...last.values()]
    .filter(({ entry }) => bad.has(entry.phase))
    .map(({ line: at, entry }) => {
      const { code = null, detail = '', native = null } = failureIn(entry);
      const intent = intents.get(entry.nn);
      const tool = intent === undefined ? null : endTool(intent.operation, intent.params, native);
      return { line: at, action: entry.action, tool, native, failure: code, detail, os: '' };
    });
}

/** What a failed or unseen end says beside what the server shows; nothing for a conflict. */
const failureIn = ({ data }: JournalEntry) =>
  z.object(failureSchema.shape).partial().safeParse(data).data ?? {};

const badOutcomes = new Set(['failed', 'conflict', 'unknown']);

function inReport(text: Text): OwnAction[] {
  const words = inUtf8(text).toString('utf8');
  const parsed = reportSchema.safeParse(json(words));
  if (!parsed.success) return [];
  const { actions, target } = parsed.data;
  const lines = actionLines(words);
  return actions.flatMap((action, index) => {
    const isRight = actions
      .slice(index + 1)
      .some((later) => later.title === action.title && !badOutcomes.has(later.outcome));
    if (!badOutcomes.has(action.outcome) || isRight) return [];
    const params = Object.fromEntries(action.parameters.map(({ name, value }) => [name, value]));
    return {
      line: lines[index] ?? 0,
      action: action.action ?? null,
      tool: endTool(action.operation, params, action.native),
      native: action.native,
      failure: action.failure ?? null,
      detail: '',
      os: target.os,
    };
  });
}

const json = (words: string): unknown => {
  try {
    return JSON.parse(words);
  } catch {
    return null;
  }
};

/** In which lines of a report its actions say how they ended, in their order. */
function actionLines(words: string): number[] {
  const lines = words.split('\n');
  const from = lines.findIndex((line) => /^ {2}"actions": \[/.test(line));
  const to = lines.findIndex((line, index) => index > from && /^ {2}\]/.test(line));
  return lines.flatMap((line, index) =>
    from >= 0 && index > from && index < to && /^ {6}"outcome": /.test(line) ? [index] : [],
  );
}
