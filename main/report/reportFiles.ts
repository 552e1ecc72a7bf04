import { reportSchema, type Report } from '../../shared/bridge/report';
import { readFile, writeFile } from '../disk/files';
import { reportRecord } from './record';
import { renderReport } from './render';

/** Where the machine record of an HTML report lies: beside it, by the same name. */
export function recordPath(path: string): string {
  return `${path.replace(/\.html?$/i, '')}.json`;
}

/**
 * Writes a report as two files: HTML at `path`, and the machine record of docs/report.schema.json beside it. The record
 * comes first, so that an HTML never names the hash of a record that could not be written. The dialog asked about the
 * HTML alone: a file in the record's place that is no report is left as it is. Throws where one cannot be written.
 */
export async function writeReport(path: string, report: Report): Promise<void> {
  const record = recordPath(path);
  if (!(await isFree(record))) throw new Error(`${record} is there already and is not a report.`);
  const options = { encoding: 'utf8', mode: 0o600 } as const;
  await writeFile(record, reportRecord(report).text, options);
  await writeFile(path, renderReport(report), options);
}

async function isFree(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return true;
  try {
    return reportSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
