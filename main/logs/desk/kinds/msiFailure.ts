import { installerCause, type InstallerCause } from '../../../../shared/knowledge/installerLog';
import type { Body } from '../body';

/** Where a log of Windows Installer says that it failed, and what was said there. */
export interface MsiFailure {
  /** The line of the first action that failed, or of the engine that gave up. */
  readonly line: number;
  /** The lines that tell why, in their order; the failing one is the last. */
  readonly said: readonly number[];
  /** The end of the installation as Windows Installer numbers it; null where the log does not tell. */
  readonly code: number | null;
  readonly cause: InstallerCause;
}

/** "<sentence> 15:34:15: InstallFinalize. <sentence> 3." */
const failed = /\d{1,2}:\d{2}:\d{2}\s?:\s?([\w.{}-]+?)\. \D*3\.?\s*$/;
/** The line of another action, which began or ended well: what stands above it belongs there. */
const other = /\d{1,2}:\d{2}:\d{2}\s?:\s?[\w.{}-]+?\.( \D*\d\.?)?\s*$/;
/**
 * What stands in good logs as well, what the client repeats, and a failure that counts as success; the engine writes these marks in
 * every language alike (rows servicing/servicing-msi-log-first-return-value-3-is-noise, servicing/servicing-msi-log-error-translated-to-success).
 */
const noise =
  /^MSI \(c\)|^Property\([SC]\)|: Note: 1: |: Doing action: |: PROPERTY CHANGE: |: Executing op: |custom action server\.$|: Custom Action Manager|continue marking|^\s*$/;
const engineEnd = /^MSI \(s\).*MainEngineThread is returning (\d+)/;
const numbered = /^\S+ 1\d{3}\./;
const product = /Product: .{1,200}? -- /;

/** How far before the failed action its reason is looked for, and how many lines of it are kept. */
const reach = 40;
const kept = 6;

/**
 * Finds the first action that failed. Those around it fail with it, half a minute later where much was undone. The engine can also give
 * up without any action having failed (row servicing/servicing-msi-log-2016-multi-package-transaction). Null where nothing failed.
 */
export function msiFailure(body: Body): MsiFailure | null {
  const errors = linesWith(body, 2);
  const ends = errors.filter((line) => isEnd(body.text(line)));
  const code = codeOf(body, errors);
  const [first] = ends;
  if (first === undefined) {
    const gaveUp = errors.find((line) => engineEnd.test(body.text(line)));
    if (gaveUp === undefined) return null;
    const said = errors.filter((line) => numbered.test(body.text(line))).slice(-2);
    const told = failureOf(body, gaveUp, said, code);
    return said.length > 0 ? told : { ...told, cause: { kind: 'silent' } };
  }
  const before: number[] = [];
  for (let line = first - 1; line >= Math.max(0, first - reach) && before.length < kept; line -= 1) {
    const text = body.text(line);
    if (!text.startsWith('MSI (') && other.test(text)) break;
    if (!noise.test(text)) before.unshift(line);
  }
  // The package's own reason may stand behind the first action, before the whole ends.
  const after: number[] = [];
  for (let line = first + 1; line < Math.min(body.count, (ends.at(-1) ?? first) + 1, first + 2000); line += 1)
    if (product.test(body.text(line)) && after.length === 0) after.push(line);
  return failureOf(body, first, [...before, ...after], code);
}

const isEnd = (text: string): boolean => !/^(?:MSI \(|Property\()/.test(text) && failed.test(text);

function linesWith(body: Body, severity: number): number[] {
  const found: number[] = [];
  for (
    let line = body.severity.indexOf(severity);
    line !== -1;
    line = body.severity.indexOf(severity, line + 1)
  )
    if (found.push(line) === 5000) break;
  return found;
}

function codeOf(body: Body, errors: readonly number[]): number | null {
  const code = errors
    .map((line) => engineEnd.exec(body.text(line))?.[1])
    .find((found) => found !== undefined);
  return code === undefined ? null : Number(code);
}

function failureOf(body: Body, line: number, said: readonly number[], code: number | null): MsiFailure {
  const all = [...new Set([...said, line])];
  const detail = ['', ...all.map((each) => body.text(each))].join('\n');
  return { line, said: all, code, cause: installerCause(detail) };
}
