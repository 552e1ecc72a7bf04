import { z } from 'zod';
import { analyzerResultSchema, type AnalyzerFindings } from '../../../shared/model/probes/analyzer';
import type { JournalEntry } from '../../journal/entry';

const intentSchema = z.object({ operation: z.literal('Invoke-ClientAnalyzer') });

/** What the newest run of the Client Analyzer found; null where none came to a result. `journals`: newest first. */
export function analyzerFindings(journals: readonly (readonly JournalEntry[])[]): AnalyzerFindings | null {
  for (const entries of journals) {
    if (!entries.some(({ data }) => intentSchema.safeParse(data).success)) continue;
    for (const { phase, at, data, runId } of entries) {
      const found = phase === 'ack' ? analyzerResultSchema.safeParse(data) : null;
      if (found?.success === true) return { ...found.data, runId, at };
    }
  }
  return null;
}
