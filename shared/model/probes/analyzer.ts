import { z } from 'zod';
import { instantSchema } from '../facts';

/** What a run of it is called in its journal. It is a probe, and in no plan. */
export const analyzerAction = 'client-analyzer';

/** How long (minutes) the Client Analyzer may be at work. Where addresses are blocked it takes a quarter of an hour. */
export const analyzerMinutes = 30;

const short = z.string().max(300);
const long = z.string().max(1000);

/** One check of the Client Analyzer that has something to say, as its report has it: in English, with marks of HTML taken away. */
export const analyzerCheckSchema = z.strictObject({
  /** The third digit says how bad it is (row defender/mde-analyzer-checks-2022). */
  id: z.string().regex(/^\d{1,9}$/),
  category: short,
  check: short,
  result: long,
});
export type AnalyzerCheck = z.infer<typeof analyzerCheckSchema>;

/** One line of the report about the server. Several lines may have one name (row defender/mde-analyzer-xml). */
export const analyzerFactSchema = z.strictObject({ name: short, title: short, value: long, alert: short });
export type AnalyzerFact = z.infer<typeof analyzerFactSchema>;

/** What a run of the Client Analyzer gives. Its own result, a zip, stays on the server, because it holds the onboarding package. */
export const analyzerResultSchema = z.strictObject({
  /** The date that its script names; null where its report has none. */
  version: short.nullable(),
  checks: z.array(analyzerCheckSchema).max(200),
  facts: z.array(analyzerFactSchema).max(200),
  /** The lines about connections, as they stand in its log. */
  lines: z.array(short).max(1000),
  /** Where its own result lies on the server; null where it made none. */
  resultPath: short.nullable(),
});
export type AnalyzerResult = z.infer<typeof analyzerResultSchema>;

/** What the newest run found that the journals of this computer know; `at` by this computer's clock. */
export const analyzerFindingsSchema = analyzerResultSchema.extend({ runId: z.string(), at: instantSchema });
export type AnalyzerFindings = z.infer<typeof analyzerFindingsSchema>;
