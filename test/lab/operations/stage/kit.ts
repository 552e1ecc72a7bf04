import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipFile, type ZipEntry } from '../../../../build/practice/zipFile';
import type { KitFile } from '../../../../shared/model/kit';

/** A file of the kit as data and the `prepare` that puts it into the library of a lab machine. */
export interface LabFile {
  readonly file: KitFile;
  prepare(disk: string): void;
}

const libraryOf = (disk: string) => join(disk, 'ProgramData', 'Gangway', 'library');

/** A file with this text, lying in the library under its hash; `text` may carry the marks that FakeWindows reads. */
export function labFile(name: string, text: string | Buffer, lying = text): LabFile {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return {
    file: { sha256, name, bytes: Buffer.byteLength(text) },
    prepare(disk) {
      const folder = join(libraryOf(disk), sha256);
      mkdirSync(folder, { recursive: true });
      makeOurs(disk, 'library');
      writeFileSync(join(folder, name), lying);
    },
  };
}

/** Microsoft's Client Analyzer as far as the fake Windows knows it: its scripts, signed by a mark. `more`: further entries of the zip. */
export function analyzerFile(signature = 'Valid', more: readonly ZipEntry[] = []): LabFile {
  const entry = (name: string, lines: readonly string[]) => ({
    name,
    data: Buffer.from(lines.join('\r\n'), 'ascii'),
  });
  const mark = `# lab-signature: ${signature}`;
  return labFile(
    'MDEClientAnalyzer.zip',
    zipFile([
      entry('MDEClientAnalyzer.cmd', ['@echo off']),
      entry('MDEClientAnalyzer.ps1', [mark, 'param ([string]$outputDir)']),
      entry('Tools/EULA.ps1', [mark]),
      ...more,
    ]),
  );
}

/** Gives a folder of the lab's disk the access list that Gangway's own folders have. */
export function makeOurs(disk: string, ...names: string[]): void {
  const lists = join(dirname(disk), 'acl');
  mkdirSync(lists, { recursive: true });
  const path = join(disk, 'ProgramData', 'Gangway', ...names);
  writeFileSync(join(lists, encodeURIComponent(path)), 'O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)');
}

/** An onboarding script of the Group Policy kind for a tenant, with an invented key; `more` is appended. */
export function onboardingScript(orgId: string, more = ''): string {
  const body = JSON.stringify({ body: JSON.stringify({ orgId }), sha256sig: 'invented' });
  return [
    '@echo off',
    'REM practice package, invented for tests',
    `reg add "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection" /v OnboardingInfo /t REG_SZ /f /d ${JSON.stringify(body)}`,
    more,
    'EXIT /B %errorCode%',
  ].join('\r\n');
}

/** An offboarding script of the Group Policy kind for a tenant, with an invented key; `more` is appended. */
export function offboardingScript(orgId: string, more = ''): string {
  const body = JSON.stringify({ body: JSON.stringify({ orgIds: [orgId], orgId }), sha256sig: 'invented' });
  const key = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
  return [
    '@echo off',
    'REM practice package, invented for tests',
    `reg delete "${key}" /v OnboardingInfo /f`,
    `reg add "${key}" /v 696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A /t REG_SZ /f /d ${JSON.stringify(body)}`,
    more,
    'EXIT /B %errorCode%',
  ].join('\r\n');
}

/** A file as Microsoft's deployment tool takes it, of a tenant, with an invented key. */
export const blobFile = (orgId: string): string =>
  JSON.stringify({ body: JSON.stringify({ orgId }), sha256sig: 'invented' });

/** The steps that a run told of, as `key state`. */
export function stepsOf(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  return records.filter((one) => one.Kind === 'step').map((one) => `${String(one.Key)} ${String(one.State)}`);
}
