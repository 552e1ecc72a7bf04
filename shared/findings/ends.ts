import type { ErrorCode } from '../errors';
import type { CodeTool } from '../knowledge/codes';
import { installScriptCodes } from '../knowledge/codes/installScript';
import { toolOf } from '../knowledge/tools';
import type { CauseId } from './cause';
import type { ServerQuestionId } from './question';

/** What an exit code of one of Microsoft's tools means by itself, whatever else is true of the server. */
interface CodeEnd {
  readonly id: ServerQuestionId;
  readonly tools: readonly CodeTool[];
  readonly codes: readonly number[];
  readonly cause: CauseId;
}

const installers = ['msiexec', 'installScript'] as const;

/** These codes are asked of the last run, and read out of journals and reports: one table, so that both end in the same cause. */
export const codeEnds: readonly CodeEnd[] = [
  { id: 'installerFree', tools: installers, codes: [1618], cause: 'otherInstallation' },
  { id: 'packageWhole', tools: installers, codes: [15, 1619, 1620], cause: 'packageDamaged' },
  { id: 'installerAllowed', tools: installers, codes: [1625, 1643], cause: 'installerForbidden' },
  { id: 'rightWindows', tools: installers, codes: [1633], cause: 'notForThisWindows' },
  { id: 'oneVersion', tools: installers, codes: [1638], cause: 'otherVersionThere' },
  { id: 'sourceThere', tools: installers, codes: [1612, 1316], cause: 'sourceGone' },
  { id: 'folderUsable', tools: ['installScript'], codes: [16, 18], cause: 'folderNotUsable' },
  { id: 'scriptAsksNothing', tools: ['installScript'], codes: [37], cause: 'K15' },
  { id: 'tamperAllowsRemoval', tools: ['installScript'], codes: [38], cause: 'tamperStopsRemoval' },
];

/** Codes by which a tool says that Windows has to restart first. */
export const restartCodes: readonly number[] = [12, 1641, 3010];
/** Tools that say so. */
export const restartTools: readonly CodeTool[] = [...installers, 'wusa', 'dism'];

/** Codes by which wusa.exe, in a session over the network, says that it may not install: 5, and the same as an HRESULT. */
export const sessionEnds: readonly { readonly code: number; readonly cause: CauseId }[] = [
  { code: 5, cause: 'K17' },
  { code: 0x80070005, cause: 'K18' },
];

/** An update that does not apply: Install.ps1, and wusa.exe. It means other updates on each Windows. */
export const notApplicableCodes: readonly number[] = [13, 0x80240017];
/** The service of Windows Update is disabled. */
export const serviceDisabledCode = 0x80070422;

/** Codes of Gangway that name one cause by themselves. */
export const failureEnds: Readonly<Partial<Record<ErrorCode, CauseId>>> = {
  'cloud.inspected': 'tlsInspected',
  'cloud.unreachable': 'cloudConnectivity',
  'defender.stopped': 'defenderRunning',
  'package.expired': 'K19',
  'package.notTrusted': 'packageDamaged',
  'package.otherTenant': 'otherTenantOffboarding',
  'sensor.tamperProtected': 'tamperStopsRemoval',
  'target.accessDenied': 'accountFiltered',
  'target.languageMode': 'languageMode',
  'target.notAdministrator': 'accountFiltered',
  'target.notElevated': 'elevated',
  'target.notTrusted': 'nameNotTrusted',
  'target.quota': 'shellMemory',
};

/**
 * Which tool gave an exit code. What is asked of it is the same whether it installed or removed. Where the parameters are gone, and with
 * them which engine installed, the codes tell: those of Install.ps1 have two digits, those of msiexec four.
 */
export function endTool(operation: string, params: unknown, native: number | null): CodeTool | null {
  const ran = toolOf(operation, params);
  const tool = ran === 'removal' ? 'msiexec' : ran === 'scriptRemoval' ? 'installScript' : ran;
  const isScript = tool === 'msiexec' && installScriptCodes.some(({ code }) => code !== 0 && code === native);
  return isScript ? 'installScript' : tool;
}
