import type { LogFile, LogFinding, LogsDesk } from '../../../shared/bridge/logs';
import { type Laid, lineAt } from './query';
import type { Seen, Signs } from './signsOf';

/** A log on the desk with what it gives away. */
export interface Judged extends Laid {
  readonly signs: Signs;
}

/** What all logs together show. */
export interface Diagnosed {
  readonly findings: readonly LogFinding[];
  /** What each log has to do with the cause. */
  readonly shares: ReadonlyMap<number, LogFile['share']>;
  readonly failing: LogsDesk['failing'];
}

const weights = { root: 0, effect: 1, unknown: 2 };

/** Lines that a finding shows, and findings that are told. */
const most = { lines: 12, findings: 40 };

/**
 * Puts what the logs show in order: causes that explain themselves before effects, certain ones before likely ones, then those that
 * more logs agree on, then the newest. One cause is one finding, whatever signatures show it.
 */
export function diagnose(logs: readonly Judged[]): Diagnosed {
  const byCause = new Map<string, (Seen & { readonly log: Judged })[]>();
  for (const log of logs)
    for (const seen of log.signs.seen) {
      const before = byCause.get(seen.signature.cause) ?? [];
      byCause.set(seen.signature.cause, [...before, { ...seen, log }]);
    }
  const ranked = [...byCause.values()]
    .map(rankOf)
    .sort((a, b) => a.weight - b.weight || a.likely - b.likely || b.logs - a.logs || b.newest - a.newest);
  // That the cause is not known is told where nothing else is.
  const known = ranked.filter(({ weight }) => weight < weights.unknown);
  const findings = (known.length === 0 ? ranked : known)
    .slice(0, most.findings)
    .map(({ finding }) => finding);
  const shares = new Map<number, LogFile['share']>();
  const [cause] = findings;
  // The log that shows the cause first names it; the others agree.
  for (const { file } of cause?.lines ?? [])
    shares.set(file, shares.size === 0 ? 'cause' : (shares.get(file) ?? 'agrees'));
  return { findings, shares, failing: failingOf(logs, cause) };
}

function rankOf(seen: readonly (Seen & { readonly log: Judged })[]): {
  readonly finding: LogFinding;
  readonly weight: number;
  readonly likely: number;
  readonly logs: number;
  readonly newest: number;
} {
  const inOrder = [...seen].sort((a, b) => weightOf(a) - weightOf(b));
  const [first] = inOrder;
  if (first === undefined) throw new Error('a finding without a signature');
  const lines = inOrder.flatMap(({ log, lines: at, signature }) => {
    // The lines of a failed installation tell more than the one that matched.
    const told =
      signature.sign.on === 'line' && signature.sign.where === 'failure'
        ? log.signs.failure?.said
        : undefined;
    return (told ?? at).map((line) => lineAt(log, line));
  });
  const newest = Math.max(...lines.map(({ at }) => at ?? 0));
  const { signature } = first;
  return {
    finding: {
      signature: signature.id,
      cause: signature.cause,
      sure: signature.sure,
      values: valuesIn(inOrder),
      lines: lines.slice(0, most.lines),
    },
    weight: weights[signature.weight],
    likely: signature.sure === 'likely' ? 1 : 0,
    logs: new Set(seen.map(({ log }) => log.place)).size,
    newest,
  };
}

/** The values of all; those of the first count where two name the same. */
const valuesIn = (seen: readonly Seen[]): Record<string, string> =>
  Object.fromEntries([...seen].reverse().flatMap(({ values }) => Object.entries(values)));

const weightOf = ({ signature }: Seen): number =>
  weights[signature.weight] * 2 + (signature.sure === 'likely' ? 1 : 0);

/** Where the work ended: the failed action of the newest installation, else the last line of the cause. */
function failingOf(logs: readonly Judged[], cause: LogFinding | undefined): LogsDesk['failing'] {
  const failed = logs
    .flatMap((log) => (log.signs.failure === null ? [] : [lineAt(log, log.signs.failure.line)]))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  const line = failed ?? cause?.lines.at(-1);
  return line === undefined ? null : { file: line.file, line: line.line, at: line.at };
}
