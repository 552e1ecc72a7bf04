import {
  common,
  derived,
  docs,
  type Doubt,
  installScript,
  onboardingScript,
  read,
  unverified,
} from './source';

/** The tools whose exit codes are known here. `restart` is shutdown.exe. */
export type CodeTool = 'msiexec' | 'installScript' | 'wusa' | 'onboarding' | 'dism' | 'restart';

/**
 * What a code means for a run: `restart` it worked and Windows must restart; `alreadySo` there was nothing to do;
 * `retry` nothing is broken, wait and look or try again; the facts of the server decide in every case.
 */
export type CodeOutcome = 'success' | 'restart' | 'alreadySo' | 'retry' | 'failure';

/** One exit code. `key` has `.title`, `.cause` and `.next` in `knowledge.json`. */
export interface CodeEntry {
  tool: CodeTool;
  /** Unsigned, 32 bits. */
  code: number;
  key: string;
  outcome: CodeOutcome;
  source: string;
  doubt: Doubt | null;
}

type Row = readonly [code: number, outcome: CodeOutcome, source?: string, doubt?: Doubt | null];

const table = (tool: CodeTool, source: string, doubt: Doubt | null, rows: readonly Row[]): CodeEntry[] =>
  rows.map(([code, outcome, ownSource, ownDoubt]) => ({
    tool,
    code,
    key: `code.${tool}.${code}`,
    outcome,
    source: ownSource ?? source,
    doubt: ownDoubt === undefined ? doubt : ownDoubt,
  }));

/** Windows Installer's codes as its documentation lists them; why md4ws.msi gives 1603 and 1638 is concluded. */
const msiexec = table('msiexec', read('Windows Installer'), unverified, [
  [0, 'success'],
  [3010, 'restart'],
  [1641, 'restart'],
  [1602, 'failure'],
  [1603, 'failure', docs('onboard-server'), derived],
  [1605, 'alreadySo'],
  [1612, 'failure'],
  [1316, 'failure'],
  [1618, 'retry'],
  [1619, 'failure'],
  [1620, 'failure'],
  [1625, 'failure'],
  [1643, 'failure'],
  [1638, 'failure', docs('onboard-server'), derived],
  [1639, 'failure'],
  [1633, 'failure'],
  [1925, 'failure'],
]);

const install = table('installScript', installScript, null, [
  [0, 'success'],
  [1, 'failure'],
  [3, 'failure'],
  [4, 'failure'],
  [5, 'failure'],
  [6, 'failure'],
  [10, 'failure'],
  [11, 'failure'],
  [12, 'restart'],
  [13, 'failure'],
  [14, 'failure'],
  [15, 'failure'],
  [16, 'failure'],
  [17, 'alreadySo'],
  [18, 'failure'],
  [20, 'alreadySo'],
  [21, 'failure'],
  [22, 'failure'],
  [23, 'failure'],
  [30, 'failure'],
  [31, 'failure'],
  [32, 'failure'],
  [33, 'failure'],
  [34, 'alreadySo'],
  [35, 'failure'],
  [36, 'retry'],
  [37, 'failure'],
  [38, 'failure'],
  [39, 'failure'],
]);

/** Also the event ids of the source WDATPOnboarding in the Application log, where they are of type Error. */
const onboarding = table('onboarding', docs('troubleshoot-onboarding'), null, [
  [0, 'success', onboardingScript],
  [5, 'failure'],
  [10, 'failure'],
  [15, 'failure'],
  // The script waits about 25 s for each of these; the sensor often needs longer.
  [30, 'retry'],
  [35, 'retry'],
  [40, 'retry'],
  [65, 'failure'],
  [70, 'failure'],
]);

const wusa = table('wusa', common, unverified, [
  [0, 'success'],
  [3010, 'restart', installScript, null],
  [0x240006, 'alreadySo'],
  [0x80240017, 'failure', installScript, null],
  [1618, 'retry'],
  [5, 'failure', read('Microsoft KB2773898'), null],
]);

const dism = table('dism', common, unverified, [
  [0, 'success'],
  [3010, 'restart'],
  [5, 'failure'],
  [87, 'failure'],
  [740, 'failure'],
  [14081, 'failure', docs('defender-deployment-tool-windows'), null],
  [0x800f080c, 'failure'],
  [0x800f081f, 'failure'],
  [0x800f0906, 'failure'],
]);

const restart = table('restart', common, unverified, [
  [0, 'success'],
  [5, 'failure'],
  [1115, 'alreadySo'],
  [1190, 'alreadySo'],
]);

/** Every code, by tool. */
export const codes: readonly CodeEntry[] = [
  ...msiexec,
  ...install,
  ...onboarding,
  ...wusa,
  ...dism,
  ...restart,
];

/**
 * What an exit code of a tool means; null when it is not known, never a guess. Accepts the signed form in which
 * Windows PowerShell gives HRESULTs (-2145124329 is 0x80240017).
 */
export function explainCode(tool: CodeTool, code: number): CodeEntry | null {
  const unsigned = code >>> 0;
  const direct = codes.find((entry) => entry.tool === tool && entry.code === unsigned);
  if (direct || tool !== 'installScript') return direct ?? null;
  // Install.ps1 hands the codes of msiexec through (Windows Installer's are four digits, its own two).
  return codes.find((entry) => entry.tool === 'msiexec' && entry.code === unsigned && unsigned > 99) ?? null;
}
