import { gzipSync } from 'node:zlib';
import type { ParamsOf, ResultOf } from '../../../shared/model/operations';
import type { PracticeState } from '../machine/practiceState';
import { logPathOf } from '../behaviours/deploymentTool/playDeployment';
import { recordsFrom } from '../practiceRuns';

// Stands on: servicing/servicing-ips1-log-files (where logs of an installation lie), servicing/servicing-ddt-log (where the deployment tool keeps its own, to which each start adds).
// Invented: that a practice server keeps no log but those; looked for: nothing, it is a model.

type Found = ResultOf<'Get-LogFile'>;
const names: Readonly<Record<string, string>> = { 'Install-Sensor': 'install', 'Remove-Sensor': 'uninstall' };

/** The log of Microsoft's deployment tool: what every start of it added; none where it was never started. */
function toolLogOf(state: PracticeState) {
  const lines = state.runs.flatMap((run) =>
    recordsFrom(run, 0, state.time).flatMap((record) =>
      record.kind === 'log' && record.source === 'DefenderDT' ? [record] : [],
    ),
  );
  const last = lines.at(-1);
  if (last === undefined) return [];
  const whole = Buffer.from(`${lines.map(({ text }) => text).join('\r\n')}\r\n`);
  return [{ path: logPathOf(state.machine), whole, modifiedAt: Math.floor(last.at) }];
}

/** What `Get-LogFile` answers: the logs of Windows Installer that runs left in their folders and that of the deployment tool, newest first. */
export function readLogs(
  state: PracticeState,
  { bytes, total }: ParamsOf<'Get-LogFile'>,
): Omit<Found, 'readAt'> {
  let left = total;
  const logs = state.runs.flatMap((run) => {
    const name = names[run.operation];
    const lines = recordsFrom(run, 0, state.time).flatMap((record) =>
      record.kind === 'log' && record.source === 'msi' ? [record] : [],
    );
    const last = lines.at(-1);
    if (name === undefined || last === undefined) return [];
    const text = `\ufeff${lines.map((record) => record.text).join('\r\n')}\r\n`;
    const path = `C:\\ProgramData\\Gangway\\runs\\${run.runId}\\${String(run.nn).padStart(2, '0')}\\${name}.log`;
    return [{ path, whole: Buffer.from(text, 'utf16le'), modifiedAt: Math.floor(last.at) }];
  });
  const files = [...logs, ...toolLogOf(state)]
    .sort((a, b) => b.modifiedAt - a.modifiedAt)
    .flatMap(({ path, whole, modifiedAt }) => {
      const most = Math.min(bytes, left);
      if (left < 1024) return [];
      const part = whole.subarray(Math.max(0, whole.length - most));
      left -= part.length;
      return [{ path, size: whole.length, modifiedAt, content: gzipSync(part).toString('base64') }];
    });
  return { files, unreadable: [], offsetMinutes: 0 - new Date(state.time).getTimezoneOffset() };
}
