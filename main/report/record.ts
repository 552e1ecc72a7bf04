import { createHash } from 'node:crypto';
import { reportSchema, type Report } from '../../shared/bridge/report';
import { redactJson } from '../redact/redactJson';

/** The report without secrets: the only form that is shown or saved. */
export function cleanReport(report: Report): Report {
  return reportSchema.parse(redactJson(report));
}

/**
 * The machine record: the report as JSON, for saving beside the HTML. `hash` is the SHA-256 of exactly this text in
 * UTF-8; the HTML prints it, so that anyone can check that the two belong together.
 */
export function reportRecord(report: Report): { readonly text: string; readonly hash: string } {
  const text = `${JSON.stringify(cleanReport(report), null, 2)}\n`;
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}
