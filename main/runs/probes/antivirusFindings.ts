import { z } from 'zod';
import { operations } from '../../../shared/model/operations';
import type { AntivirusFindings } from '../../../shared/bridge/session';
import type { JournalEntry } from '../../journal/entry';

const operation = 'Invoke-AntivirusTest';
const intentSchema = z.object({ operation: z.literal(operation) });
const answer = operations[operation].result;
/** A test that passed is acknowledged with its result; one that found something wrong has it beside the failure. */
const endSchema = z.union([answer, z.object({ result: answer }).transform(({ result }) => result)]);

/** What the newest test of the antivirus in this computer's journals found; null where none came to a result. `journals`: newest first. */
export function antivirusFindings(journals: readonly (readonly JournalEntry[])[]): AntivirusFindings | null {
  for (const entries of journals) {
    const mine = entries.find((entry) => intentSchema.safeParse(entry.data).success)?.nn;
    if (mine === undefined) continue;
    for (const { nn, phase, data, runId } of entries) {
      if (nn !== mine || (phase !== 'ack' && phase !== 'failed')) continue;
      const end = endSchema.safeParse(data);
      if (end.success) return { runId, ...end.data };
    }
  }
  return null;
}
