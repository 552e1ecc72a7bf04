import { z } from 'zod';
import { oneLine, outcomeSchema } from '../model/servers/fleetNotes';
import { csvLine } from './csv';
import { jsonText } from './texts';

/**
 * The script that each server of a fleet runs, by whichever engine: it lies in the folder of the files, finds all that it shall do in
 * `orderName` beside it, and takes no other argument. It runs as SYSTEM, in 64 bits, asks nothing, and changes nothing where the server
 * already is as it shall be, so that it may run again and again.
 */
export const serverScriptName = 'Invoke-HandOff.ps1';
export const orderName = 'handoff.json';

/** Where a server is kept up, or was when it ended; in their order. `settings` comes before `onboard`, because a protected server takes some no more. */
export const handOffSteps = [
  'start',
  'windows',
  'files',
  'prerequisites',
  'install',
  'settings',
  'tenant',
  'verify',
  'done',
] as const;
export type HandOffStep = (typeof handOffSteps)[number];

/**
 * The exit codes of the script. 0 and 3010 are those of Windows Installer, which every engine knows; the others stand above the codes of the
 * portal's scripts and of Install.ps1, so that none can be taken for one of theirs.
 */
export const exitCodes = {
  /** The server is as it shall be, by what it says itself. */
  done: 0,
  /** So it is once it was restarted; run again after that. */
  restart: 3010,
  /** Another installation is under way; run again later. */
  busy: 1618,
  /** Not run as SYSTEM, or in 32 bits. */
  rights: 240,
  /** This hand-off is not for this Windows. */
  windows: 241,
  /** A file of the folder is missing or is not the one that was written. */
  files: 242,
  /** A prerequisite is missing that the folder does not bring. */
  prerequisites: 243,
  /** The sensor was not installed. */
  install: 244,
  /** A setting was not taken. */
  settings: 245,
  /** The server is onboarded to another tenant; nothing was changed. */
  conflict: 246,
  /** The tenant's script failed. */
  tenant: 247,
  /** It ran, and the server does not show it yet. */
  notYet: 248,
  /** Something that nobody foresaw. */
  failed: 249,
} as const;
export type ExitName = keyof typeof exitCodes;

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** What one server leaves of itself: `<results>\<computer>.json`, always its last answer. Nothing of it is a secret. */
export const serverResultSchema = z.strictObject({
  version: z.literal(1),
  /** Its NetBIOS name, as the file is called. */
  computer: z.string().regex(/^[^\\/:*?"<>|.\p{Cc}]{1,15}$/u),
  /** When it ended: milliseconds since 1970 UTC, by the server's clock. */
  at: z.int().nonnegative(),
  windows: z.strictObject({ build: z.int(), name: oneLine(200) }),
  /** The hand-off by its name, and the SHA-256 of its order. */
  handOff: oneLine(60),
  order: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  outcome: outcomeSchema,
  onboardingState: z.int().nullable(),
  orgId: guid.nullable(),
  /** AMRunningMode of Get-MpComputerStatus as Windows writes it, or null where there is no antivirus of Microsoft or it did not answer. */
  mode: oneLine(60).nullable(),
  exitCode: z.int(),
  step: z.enum(handOffSteps),
  /** What went wrong, on one line, without any content of a file. */
  detail: oneLine(1000).nullable(),
});
export type ServerResult = z.infer<typeof serverResultSchema>;

/** The same as a row of a table, for engines that collect lines: the columns in this order, the first line names them. */
export const resultColumns = [
  'computer',
  'at',
  'build',
  'windows',
  'handOff',
  'order',
  'outcome',
  'onboardingState',
  'orgId',
  'mode',
  'exitCode',
  'step',
  'detail',
] as const;

/** A result as its file holds it. */
export const resultText = (result: ServerResult): string => `${jsonText(result)}\r\n`;

/** Results as CSV; a null is an empty field. */
export function resultTable(results: readonly ServerResult[]): string {
  const rows = results.map(({ windows, ...result }): readonly string[] => {
    const flat = { ...result, build: windows.build, windows: windows.name };
    return resultColumns.map((column) => String(flat[column] ?? ''));
  });
  return [resultColumns, ...rows].map(csvLine).join('');
}
