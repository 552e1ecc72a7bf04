import type { OutputLine } from '../../../shared/bridge/output';
import { journeyIds } from '../../../shared/model/journeys';
import type { JournalEntry } from '../../journal/entry';
import type { DeskApart } from '../../logs/apart';
import type { RunOutputs } from '../../output/outputs';
import { runOf } from '../../runs/runState';
import type { Server } from '../../servers/server';
import type { SessionStore } from '../../session';
import type { ReportNeeds } from '../needs';
import { reportRecord } from '../record';
import { reportOf } from '../reportModel';

/** One file of a bundle, as text. */
export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

/** What a bundle needs beside what a report does. */
export interface BundleNeeds extends ReportNeeds {
  readonly outputs: Pick<RunOutputs, 'read'>;
  readonly session: Pick<SessionStore, 'get'>;
  readonly desk: Pick<DeskApart, 'forSupport'>;
}

/** So many of the newest journals, and so many of the last lines of an output: what a person can send by mail. */
const journalLimit = 30;
const lineLimit = 20_000;
const page = 5000;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Everything that support needs of a server, in a fixed order and without the time at which it is put together: what was read, the way to
 * it, what a person decided, the reports, the journals, the output of the newest run, and its events. Nothing of another server.
 */
export async function contentsOf(
  needs: BundleNeeds,
  server: Server,
  journals: readonly (readonly JournalEntry[])[],
): Promise<BundleFile[]> {
  const view = server.view();
  const { facts, factsAt, skewMs, readFailure, rungs, connectedAt, connection, inputs, readings } = view;
  const newest = journals.slice(0, journalLimit);
  const files: (BundleFile | null)[] = [
    facts && { name: 'facts.json', text: json({ factsAt, skewMs, facts }) },
    facts && { name: 'events.json', text: json(facts.events) },
    { name: 'way.json', text: json({ target: view.target, connectedAt, connection, rungs, readFailure }) },
    { name: 'decisions.json', text: json(inputs) },
    view.analyzer == null ? null : { name: 'analyzer.json', text: json(view.analyzer) },
    readings.length === 0 ? null : { name: 'readings.json', text: json(readings) },
    ...(facts === null || factsAt === null ? [] : await reportsOf(needs, server, factsAt, journals)),
    ...newest.flatMap((entries): BundleFile[] => {
      const [first] = entries;
      const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      return first === undefined ? [] : [{ name: `journals/${first.runId}.jsonl`, text }];
    }),
    await outputOf(needs, newest),
  ];
  return files.filter((file) => file !== null);
}

/** The record of each journey on which something was done. It is dated by the facts, since the same facts give the same report. */
async function reportsOf(
  needs: BundleNeeds,
  server: Server,
  factsAt: number,
  journals: readonly (readonly JournalEntry[])[],
): Promise<BundleFile[]> {
  const walked = new Set(journals.map((entries) => runOf(entries)?.journey));
  const files: BundleFile[] = [];
  // A search is told, too, where nothing was mended by it.
  if (server.view().inputs.search !== null) walked.add('troubleshoot');
  for (const journey of journeyIds) {
    if (journey !== 'onboard' && !walked.has(journey)) continue;
    // A Windows that cannot be onboarded has facts and no report.
    const report = await reportOf({ ...needs, now: () => factsAt }, server, journey).catch(() => null);
    if (report !== null) files.push({ name: `report/${journey}.json`, text: reportRecord(report).text });
  }
  return files;
}

/** The output of the newest run that has any: its last lines, and in the first one how many there were. */
async function outputOf(
  { outputs }: BundleNeeds,
  journals: readonly (readonly JournalEntry[])[],
): Promise<BundleFile | null> {
  for (const [first] of journals) {
    if (first === undefined) continue;
    const { runId } = first;
    const { total } = await outputs.read(runId, 0, 1);
    if (total === 0) continue;
    const lines: OutputLine[] = [];
    const from = Math.max(0, total - lineLimit);
    while (from + lines.length < total) {
      const read = (await outputs.read(runId, from + lines.length, page)).lines;
      if (read.length === 0) break;
      lines.push(...read.filter(({ seq }) => seq < total));
    }
    const text = lines.map(
      ({ at, source, level, text: said }) => `${new Date(at).toISOString()} ${level} ${source} ${said}\n`,
    );
    return { name: `output/${runId}.txt`, text: `${lines.length} of ${total} lines\n${text.join('')}` };
  }
  return null;
}
