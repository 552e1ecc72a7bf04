import { deploymentTool } from './codes/deploymentTool';
import { installScriptCodes, scriptRemovalCodes } from './codes/installScript';
import { msiexec, removal } from './codes/msiexec';
import { offboarding, onboarding } from './codes/portalScripts';
import type { CodeEntry, CodeTool } from './codes/table';
import { dism, restart, wusa } from './codes/windowsTools';

export { codeTools, type CodeTool } from './codes/table';

/** Every code, by tool. */
export const codes: readonly CodeEntry[] = [
  ...msiexec,
  ...installScriptCodes,
  ...removal,
  ...scriptRemovalCodes,
  ...onboarding,
  ...offboarding,
  ...deploymentTool,
  ...wusa,
  ...dism,
  ...restart,
];

const find = (tool: CodeTool, code: number) =>
  codes.find((entry) => entry.tool === tool && entry.code === code) ?? null;

/** 0x8007nnnn is Windows' error nnnn as an HRESULT. */
const ofWindows = 0x8007;
const failed = new Set<CodeEntry['outcome']>(['failure', 'retry']);

/**
 * What an exit code of a tool means; null when it is not known, never a guess: a code that is not known is a failure
 * (a negative HRESULT is never called success). Accepts the signed form in which Windows PowerShell gives HRESULTs
 * (-2145124329 is 0x80240017), and an HRESULT that wraps an error of Windows that the tool also gives plainly.
 */
export function explainCode(tool: CodeTool, code: number): CodeEntry | null {
  // What is no number of 32 bits, signed or not, is no exit code, and must not become 0 below.
  if (!Number.isInteger(code) || code < -(2 ** 31) || code >= 2 ** 32) return null;
  const unsigned = code >>> 0;
  const direct = find(tool, unsigned);
  if (direct !== null) return direct;
  if (tool === 'removal') return explainCode('msiexec', code);
  if (tool === 'scriptRemoval')
    return unsigned > 99 && unsigned <= 0xffff
      ? explainCode('removal', code)
      : explainCode('installScript', code);
  if (tool === 'installScript') {
    // Install.ps1 hands codes through: Windows Installer's have four digits, its own two, those of updates are HRESULTs.
    if (unsigned > 0xffff) return explainCode('wusa', code);
    return unsigned > 99 ? find('msiexec', unsigned) : null;
  }
  if (unsigned >>> 16 !== ofWindows) return null;
  const wrapped = find(tool, unsigned & 0xffff);
  return wrapped !== null && failed.has(wrapped.outcome) ? wrapped : null;
}
