import { common, derived, docs, read, unverified } from '../../knowledge/source';
import type { Sign, Signature } from '../signature';
import { signature } from '../signature';

const issue = (number: number): string => read(`github.com/microsoft/mdefordownlevelserver/issues/${number}`);
const codes = read('learn.microsoft.com/windows/win32/msi/error-codes');
const failure = (pattern: RegExp): Sign => ({ on: 'line', pattern, where: 'failure' });
const ended = (...list: number[]): Sign => ({ on: 'ended', codes: list });
const msi = ['msi'] as const;
const likely = { sure: 'likely' } as const;

/** Why installations failed, as the log of Windows Installer shows it. */
export const installerSignatures: readonly Signature[] = [
  // Real logs name the resource and then the service in brackets; the documented words stand nowhere.
  signature(
    'windefendResource',
    msi,
    failure(/MpAsDesc\.dll,\s*-310\b.*\((?<service>WinDefend)\)/i),
    'K1',
    issue(19),
  ),
  // The package's own English. A rollback prints it, too, on a server that nobody onboarded.
  signature('offboardFirst', msi, failure(/Product: .{1,200}? -- .{0,200}\boffboarded\b/i), 'K12', issue(9), {
    ...likely,
    weight: 'effect',
  }),
  signature(
    'unsupportedVersion',
    msi,
    failure(/Product: .{1,200}? -- .{0,200}\bUnsupported OS version\b/i),
    'K23',
    read('Install.ps1 1.20231204.0'),
    likely,
  ),
  signature('driverMissing', msi, failure(/\bWdNisDrv\.sys\b/i), 'packageDamaged', issue(18), likely),
  signature(
    'orphanProduct',
    msi,
    failure(/\bMSSecFlt\.inf\b/i),
    'K24',
    read('Install.ps1 1.20231204.0'),
    likely,
  ),
  signature(
    'runtimeMissing',
    msi,
    failure(/\bucrtbase\.dll\b|Universal C Runtime/i),
    'ucrt',
    read('Install.ps1 1.20231204.0'),
    likely,
  ),
  // Error 1920: a service does not start; 1923: it cannot be installed.
  signature(
    'defenderDidNotStart',
    msi,
    failure(/^\S+ (?<error>19\d\d)\..*\((?<service>WinDefend|WdNisSvc|WdFilter|WdBoot)\)/i),
    'K5',
    read('github.com/aws/aws-codedeploy-agent/issues/189'),
    { ...likely, doubt: derived },
  ),
  signature(
    'storeDamaged',
    msi,
    failure(/0x(?:80073701|800f081f)\b/i),
    'K22',
    docs('defender-deployment-tool-windows'),
    likely,
  ),
  signature('installerBusy', msi, ended(1618), 'otherInstallation', codes),
  signature('restartFirst', msi, ended(3010, 1641), 'restartNotDone', codes),
  // 1625 comes without elevation, too.
  signature('forbidden', msi, ended(1625, 1643), 'installerForbidden', codes, likely),
  signature('forbiddenLine', msi, failure(/^\S+ (?<error>1625)\./), 'installerForbidden', codes, likely),
  signature('oldSourceGone', msi, ended(1612), 'sourceGone', codes),
  signature(
    'oldSourceGoneInAction',
    msi,
    failure(/^CustomAction (?:\S+ )?returned actual error code (?<error>1612)\b/),
    'sourceGone',
    codes,
  ),
  signature('otherVersion', msi, ended(1638), 'otherVersionThere', codes),
  signature('cannotOpen', msi, ended(1619, 1620, 1635), 'packageDamaged', codes),
  signature('otherWindows', msi, ended(1633), 'notForThisWindows', codes),
  // A 1603 without a word points at the installer service or a pending restart: a restart cured it.
  signature(
    'silentEnd',
    msi,
    { on: 'silent' },
    'restartNotDone',
    read('github.com/prometheus-community/windows_exporter/issues/1018'),
    { ...likely, weight: 'effect', doubt: derived },
  ),
  signature('installationFailed', msi, ended(), 'unknownInstallation', common, {
    weight: 'unknown',
    doubt: unverified,
  }),
];
