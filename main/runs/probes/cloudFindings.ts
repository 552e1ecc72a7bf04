import { z } from 'zod';
import { operations } from '../../../shared/model/operations';
import type { CloudFindings } from '../../../shared/bridge/session';
import type { JournalEntry } from '../../journal/entry';

const operation = 'Test-Connectivity';
const intentSchema = z.object({ operation: z.literal(operation) });
const found = operations[operation].result;
/** A test that passed is acknowledged with its result; one that failed has it beside the failure. */
const endSchema = z.union([found, z.object({ result: found }).transform(({ result }) => result)]);

/** What the newest test of the cloud addresses found, as a probe or in a plan; null where none came to a result. `journals`: newest first. */
export function cloudFindings(journals: readonly (readonly JournalEntry[])[]): CloudFindings | null {
  for (const entries of journals) {
    const mine = entries.find((entry) => intentSchema.safeParse(entry.data).success)?.nn;
    if (mine === undefined) continue;
    for (const { nn, phase, at, data, runId } of entries) {
      if (nn !== mine || (phase !== 'ack' && phase !== 'failed')) continue;
      const end = endSchema.safeParse(data);
      if (end.success) return { runId, testedAt: at, addresses: end.data.hosts };
    }
  }
  return null;
}
