import { z } from 'zod';
import { serverStateSchema } from '../../shared/model/facts';
import { rowSchema } from './row';

/** What `npm run lab:capture` brings back from a server: one reading, and rows of the form of this folder. */
export const captureSchema = z.strictObject({
  /** `lab`: played by the fake Windows, which proves nothing. */
  source: z.enum(['real', 'lab']),
  /** SHA-256 of Get-ServerState.ps1 as it ran. */
  script: z.string(),
  powershell: z.string(),
  culture: z.string(),
  /** Milliseconds of the reading. */
  took: z.number(),
  modules: z.array(z.strictObject({ name: z.string(), version: z.string() })),
  rows: z.array(
    z.strictObject({
      topic: z.enum(['defender', 'platform', 'servicing']),
      /** The question by which `compare.ts` finds the rows that were asked the same. */
      question: z.string(),
      row: rowSchema,
    }),
  ),
  records: z.number(),
  facts: serverStateSchema,
});
export type Capture = z.infer<typeof captureSchema>;
