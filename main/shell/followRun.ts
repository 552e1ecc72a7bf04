import { failureOf, GangwayError, traitsOf } from '../../shared/errors';
import type { ResultOf } from '../../shared/model/operations';
import { type RunRecord, recordSchema } from '../../shared/bridge/records';
import type { FollowOutcome } from './shell';

/** How long a start may take to reach a server before its task must be there. */
const registerLimitMs = 60_000;
/** How often in a row a broken session is opened again. Reading again does no harm. */
const retries = 3;
/**
 * LastTaskResult of a task that may still begin: ready, running, not yet run, queued (Task Scheduler constants, win32 docs of
 * 2026-08). Not yet run stays for a while after the start, and a busy server runs a task for minutes before its first line.
 */
const mayStillBegin = new Set([0x41300, 0x41301, 0x41303, 0x41325]);

type Answer = ResultOf<'Read-Run'>;

/**
 * Follows the record file of a detached action, by polls, until it ends; see `Shell.follow`.
 * Rejects with `run.brokenRecords` where a number is missing or a line is no record. `neverStarted` is said only of a task
 * that Windows is done with or that is not there: one that may still begin is waited for, because somebody who is told that it
 * did not start will start it again, beside this one. The caller's signal sets the limit.
 */
export async function followRun(
  read: (offset: number) => Promise<Answer>,
  from: number,
  onRecords: (records: readonly RunRecord[]) => Promise<void>,
  signal: AbortSignal,
): Promise<FollowOutcome> {
  const begun = Date.now();
  let offset = 0;
  let next = 0;
  let failures = 0;
  let lost = 0;
  for (;;) {
    if (signal.aborted) throw new GangwayError('operation.canceled');
    let answer: Answer;
    try {
      answer = await read(offset);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (traitsOf(failureOf(error).code).way !== 'passing' || failures >= retries) throw error;
      continue;
    }
    const records = answer.lines.map((line, index) => parseRecord(line, next + index));
    next += records.length;
    offset = answer.offset;
    const fresh = records.filter((record) => record.n >= from);
    if (fresh.length > 0) await onRecords(fresh);
    if (records.at(-1)?.kind === 'end') return 'ended';
    if (records.length > 0) continue;
    // The server looked at the lock before it read: free and nothing new means that nothing will come.
    if (answer.state === 'unknown') return 'unknown';
    if (answer.state === 'ended')
      throw new GangwayError('run.brokenRecords', 'There are lines after the end.');
    if (answer.state !== 'absent') continue;
    if (answer.task === 'none' && Date.now() - begun > registerLimitMs) return 'neverStarted';
    const isOver = answer.taskResult !== null && !mayStillBegin.has(answer.taskResult);
    lost = isOver ? lost + 1 : 0;
    if (lost >= retries) return 'neverStarted';
  }
}

function parseRecord(line: string, expected: number): RunRecord {
  let record: RunRecord;
  try {
    record = recordSchema.parse(JSON.parse(line));
  } catch {
    throw new GangwayError('run.brokenRecords', `Record ${expected} is not one: ${line.slice(0, 200)}`);
  }
  if (record.n === expected) return record;
  throw new GangwayError('run.brokenRecords', `Record ${record.n} stands where ${expected} should.`);
}
