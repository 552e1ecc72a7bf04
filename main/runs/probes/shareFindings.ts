import { z } from 'zod';
import type { ShareFindings } from '../../../shared/bridge/session';
import { shareAnswerSchema } from '../../../shared/model/probes/shareTest';
import type { JournalEntry } from '../../journal/entry';

const intentSchema = z.object({ operation: z.literal('Test-ScriptShare') });

/** What the newest test of a share found; null where none came to a result. `journals`: newest first. */
export function shareFindings(journals: readonly (readonly JournalEntry[])[]): ShareFindings | null {
  for (const entries of journals) {
    if (!entries.some(({ data }) => intentSchema.safeParse(data).success)) continue;
    for (const { phase, at, data, runId } of entries) {
      const found = phase === 'ack' ? shareAnswerSchema.safeParse(data) : null;
      if (found?.success === true) return { ...found.data, runId, testedAt: at };
    }
  }
  return null;
}
