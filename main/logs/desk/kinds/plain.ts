import type { LogKind } from '../../../../shared/bridge/logs';
import type { Severity } from '../body';
import { midnight, timeOfDay } from '../dates';
import type { LineRead, LineReader } from '../lines';

type Read = (line: string) => LineRead | null;

/** A moment of a form that tells its order, as year, month, day and time of day; undefined where there is no such date. */
function moment(parts: readonly (string | undefined)[]): number | undefined {
  const [year = 0, month = 0, date = 0, hours = 0, minutes = 0, seconds = 0, ms = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const day = midnight(year, month, date);
  return day === null ? undefined : day + timeOfDay(hours, minutes, seconds, ms);
}

const readOf = (at: number | undefined, severity: Severity): LineRead =>
  at === undefined ? { severity } : { at, severity };

/** "2026-11-24 13:52:08.004", with T or a blank, at the beginning of a line. */
const iso = /^\[?(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{3}))?/;

/** "2026-11-24 13:52:08, Error   CBS    text": these logs are English on every Windows. */
const servicing: Read = (line) => {
  const said = iso.exec(line);
  if (said === null) return null;
  const level = /^, (\w+)/.exec(line.slice(said[0].length))?.[1];
  return readOf(
    moment(said.slice(1)),
    level === 'Error' || level === 'Fatal' ? 2 : level === 'Warning' ? 1 : 0,
  );
};

/**
 * "[<computer>:<thread> <yy/MM/ddTHH:mm:ss.fff> <script>:<line>] <message>"; the separators are those of the account (row
 * servicing/servicing-ips1-line-form). The script's own words are English (row servicing/servicing-ips1-output-streams).
 */
export const installScriptLine =
  /^\[([^:\]\s]+):\d+ (\d\d)\D(\d\d)\D(\d\d)T(\d\d)\D(\d\d)\D(\d\d)\.(\d{3}) [^\]]*?:\s*\d+\s*\] ?/;
const installScript: Read = (line) => {
  const said = installScriptLine.exec(line);
  if (said === null) return null;
  const message = line.slice(said[0].length);
  const failed = /^Script will exit with code (?!0\()|^Command ".*" failed with error /.test(message);
  return readOf(moment(said.slice(2)), failed ? 2 : /^WARNING:|^\[StandardError\]: \S/.test(message) ? 1 : 0);
};

/** `<![LOG[text]LOG]!><time="13:52:08.004-60" date="11-24-2026" component="AppEnforce" context="" type="1" ...>` of Configuration Manager. */
export const enforceLine =
  /<time="(\d\d):(\d\d):(\d\d)\.(\d{3})\d*([+-]\d+)?" date="(\d\d)-(\d\d)-(\d{4})"[^>]*? type="(\d)"/;
const appEnforce: Read = (line) => {
  const said = enforceLine.exec(line);
  if (said === null) return null;
  const [, hours, minutes, seconds, ms, , month, date, year, type] = said;
  return readOf(
    moment([year, month, date, hours, minutes, seconds, ms]),
    type === '3' ? 2 : type === '2' ? 1 : 0,
  );
};

/** "FullyQualifiedErrorId" and "CategoryInfo" are never translated, and stand below each error record. */
const transcript: Read = (line) => {
  const start = /^[^:]+: (\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\s*$/.exec(line);
  if (start !== null) return readOf(moment(start.slice(1)), 0);
  return /\bFullyQualifiedErrorId : /.test(line) ? { severity: 2 } : null;
};

/** "[Error Id: 15, Error Level: 1] ..." of Microsoft's onboarding script, which is English. */
const onboardingScript: Read = (line) =>
  /\[Error Id: \d+, Error Level: \d+\]/.test(line) ? { severity: 2 } : null;

/** The last "MpCmdRun.exe: hr = " of a record is its result (row servicing/servicing-mpcmdrun-log-form). */
const antivirusTool: Read = (line) => {
  if (/^ERROR: |MpCmdRun\.exe: hr = 0x8/.test(line)) return { severity: 2 };
  return /^WARN(?:ING)?: /.test(line) ? { severity: 1 } : null;
};

/** "2 - Proxy auto discovery (WPAD): Failed (12175)" of the client analyzer, which is English (row defender/mde-analyzer-connectivity-lines). */
const analyzer: Read = (line) => {
  const said = iso.exec(line);
  const severity = line.includes(': Failed (') ? 1 : 0;
  return said === null ? { severity } : readOf(moment(said.slice(1)), severity);
};

/** Microsoft's deployment tool; where its time and level stand was seen nowhere, so only its exit code counts. */
const deploymentTool: Read = (line) => {
  const said = iso.exec(line);
  const severity = /exit code: (?!0\b)\d+/i.test(line) ? 2 : 0;
  return said === null ? { severity } : readOf(moment(said.slice(1)), severity);
};

const unknown: Read = (line) => {
  const said = iso.exec(line);
  return said === null ? null : readOf(moment(said.slice(1)), 0);
};

const reads: Partial<Record<LogKind, Read>> = {
  servicing,
  setup: servicing,
  installScript,
  onboardingScript,
  transcript,
  appEnforce,
  antivirusTool,
  analyzer,
  deploymentTool,
};

/** How lines of a kind are read, where each line is read by itself. */
export function plainReader(kind: LogKind): LineReader {
  const read = reads[kind] ?? unknown;
  return { read: (_bytes, _start, _end, line) => read(line()) };
}
