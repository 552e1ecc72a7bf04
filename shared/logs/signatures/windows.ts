import { common, derived, docs, read, unverified } from '../../knowledge/source';
import type { LogKind } from '../../bridge/logs';
import type { CauseId } from '../../findings/cause';
import type { Sign, Signature } from '../signature';
import { signature } from '../signature';

const line = (pattern: RegExp, beside?: RegExp): Sign =>
  beside === undefined ? { on: 'line', pattern } : { on: 'line', pattern, beside };
const likely = { sure: 'likely' } as const;
const defender = /Windows Defender$/i;
const event = (provider: RegExp, ids: readonly number[], data?: RegExp, heals?: readonly number[]): Sign => ({
  on: 'event',
  provider,
  ids,
  ...(data === undefined ? {} : { data }),
  ...(heals === undefined ? {} : { heals }),
});
const wusa = (
  id: string,
  code: string,
  cause: CauseId,
  source: string,
  rest: Partial<Pick<Signature, 'sure' | 'weight' | 'doubt'>> = {},
): Signature =>
  signature(
    id,
    ['events'],
    event(/WUSA$/i, [3], new RegExp(String.raw`(?<code>\b(?:${code})\b)`), [2]),
    cause,
    source,
    rest,
  );
const servicing: readonly LogKind[] = ['servicing', 'setup'];
const wusaSource = read('the message table of wusa.exe, and events of failed runs');
const mpcmd = docs('command-line-arguments-microsoft-defender-antivirus');
const tool = docs('defender-deployment-tool-windows');
const exit = (list: string): Sign => line(new RegExp(String.raw`exit code: (?<code>${list})\b`, 'i'));

/** What Windows, its updates, Defender Antivirus and Microsoft's tools write. */
export const windowsSignatures: readonly Signature[] = [
  // Servicing. Its codes stand in its own logs as hex; wusa's event has the same number without a sign, in decimal.
  signature(
    'payloadRemoved',
    servicing,
    line(/(?<code>0x800f081f)\b/i),
    'K22',
    docs('switch-to-mde-phase-2'),
    likely,
  ),
  signature('componentStore', servicing, line(/(?<code>0x80073701)\b/i), 'K22', tool, likely),
  wusa('wusaDenied', '2147942405', 'K17', wusaSource),
  wusa('wusaNotApplicable', '2149842967', 'baseUpdatesMissing', wusaSource, {
    sure: 'likely',
    doubt: derived,
  }),
  wusa('updateServiceOff', '2147943458', 'windowsUpdateService', wusaSource),
  wusa('updateAlready', '2359302', 'restartNotDone', wusaSource, { sure: 'likely', weight: 'effect' }),
  wusa('noUpdateFile', '2147944030', 'packageDamaged', wusaSource),
  wusa('wusaStore', '2148468767|2147956481', 'K22', wusaSource, likely),

  // Defender Antivirus.
  signature(
    'realTimeOff',
    ['events'],
    event(defender, [5001], undefined, [5000]),
    'realTimeOff',
    docs('troubleshoot-microsoft-defender-antivirus'),
    likely,
  ),
  signature(
    'passiveBlocked',
    ['events'],
    event(defender, [5013], /ForceDefenderPassiveMode/i),
    'K14',
    docs('troubleshoot-microsoft-defender-antivirus'),
    likely,
  ),
  signature(
    'platformUpdateFailed',
    ['events'],
    event(defender, [2006], undefined, [2014]),
    'platform',
    docs('troubleshoot-microsoft-defender-antivirus'),
    { sure: 'likely', weight: 'effect' },
  ),
  signature(
    'intelligenceFailed',
    ['events'],
    event(defender, [2001], undefined, [2000]),
    'signaturesAge',
    docs('troubleshoot-microsoft-defender-antivirus'),
    { sure: 'likely', weight: 'effect' },
  ),

  // The service manager. The second value is the code behind two percent signs.
  signature(
    'sensorRefused',
    ['events'],
    event(
      /Service Control Manager$/i,
      [7000, 7023],
      /\b(?:Sense|Advanced Threat|Endpoint)\b.{0,100}?%%(?<code>577|1058)\b/i,
    ),
    'startRefused',
    common,
    { sure: 'likely', doubt: unverified },
  ),

  // MpCmdRun. The words after a code are in the language of the account, the code is not.
  signature(
    'antivirusStopped',
    ['antivirusTool', 'transcript'],
    line(/(?<code>0x800106ba)\b/i),
    'defenderRunning',
    mpcmd,
    likely,
  ),
  signature(
    'mapsBlocked',
    ['antivirusTool'],
    line(/hr=(?<code>(?:0x)?(?:80508015|80070006|80072ee7|800722f0d))\b/i),
    'wayBlocked',
    mpcmd,
    likely,
  ),
  signature(
    'mapsNames',
    ['antivirusTool'],
    line(/hr=(?<code>(?:0x)?80004005) httpcode=450/i),
    'namesUnknown',
    mpcmd,
    likely,
  ),
  signature(
    'mapsRights',
    ['antivirusTool'],
    line(/hr=(?<code>(?:0x)?80070005) httpcode=450/i),
    'elevated',
    mpcmd,
    likely,
  ),
  // An old platform of 2016 refuses new engines for ever, while Windows Update says that it worked.
  signature(
    'engineRefused',
    ['antivirusTool'],
    line(/(?<code>0x8007051a)\b/i),
    'platform',
    read('a log of MpSigStub on Server 2016'),
    likely,
  ),

  // The client analyzer: a way that fails is told for each way, so what the default way says counts.
  signature(
    'analyzerInspected',
    ['analyzer'],
    line(/^1 - .*: Failed \((?<code>12175)\)/),
    'tlsInspected',
    read('MDEClientAnalyzer 08May2024'),
    likely,
  ),
  signature(
    'analyzerProxy',
    ['analyzer'],
    line(/^[124].* - .*: Failed \((?<code>407)\)/),
    'proxySignIn',
    read('MDEClientAnalyzer 08May2024'),
    likely,
  ),
  signature(
    'analyzerNames',
    ['analyzer'],
    line(/^1 - .*: Failed \((?<code>12007)\)/),
    'namesUnknown',
    read('MDEClientAnalyzer 08May2024'),
    likely,
  ),
  signature(
    'analyzerBlocked',
    ['analyzer'],
    line(/^1 - .*: Failed \((?<code>12002|12029)\)/),
    'wayBlocked',
    read('MDEClientAnalyzer 08May2024'),
    { sure: 'likely', weight: 'effect' },
  ),
  signature(
    'analyzerHyperV',
    ['analyzer'],
    event(/^MDEClientAnalyzer$/, [112_006]),
    'K21',
    read('MDEClientAnalyzer 08May2024'),
    likely,
  ),
  signature(
    'analyzerNoContact',
    ['analyzer'],
    event(/^MDEClientAnalyzer$/, [132_021, 132_022, 132_023, 132_024, 132_025]),
    'noContact',
    read('MDEClientAnalyzer 08May2024'),
    { sure: 'likely', weight: 'effect' },
  ),

  // Group Policy: the value by its name, wherever the report has it.
  signature(
    'policyTurnsOff',
    ['groupPolicy'],
    line(/\b(?<value>DisableAntiSpyware|DisableAntiVirus)\b/),
    'K13',
    docs('troubleshoot-onboarding'),
    likely,
  ),

  // Microsoft's deployment tool, by its exit code.
  signature('toolRestart', ['deploymentTool'], exit('10'), 'restartNotDone', tool),
  signature('toolSignature', ['deploymentTool'], exit('11'), 'packageDamaged', tool),
  signature('toolRights', ['deploymentTool'], exit('40'), 'elevated', tool),
  signature('toolWindows', ['deploymentTool'], exit('50'), 'notForThisWindows', tool),
  signature('toolFeature', ['deploymentTool'], exit('710'), 'K22', tool, likely),
  signature('toolDownload', ['deploymentTool'], exit('400'), 'wayBlocked', tool, likely),
  signature(
    'toolFailed',
    ['deploymentTool'],
    exit('20|30|70|80|90|100|200|201|210|300|301|302|500|600|610|700|720|730|740|900|920|930|1000'),
    'unknownInstallation',
    tool,
    { weight: 'unknown' },
  ),
];
