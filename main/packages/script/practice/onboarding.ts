import { failWith, guard, header, powerShellPath, adminTest, reportAndExit, waitFor } from './batch';

// Stands on: defender/mde-script-onboarding-codes, defender/mde-reg-services-etw-acl, defender/mde-wdatp-eventcreate, defender/mde-script-local-vs-gp,
// defender/mde-script-onboarding-waits (five looks in a phase, five seconds between two).
// Invented: words, organisation, signature; looked for: none, they are invented on purpose so that nobody takes the script for a real one.

const policyKey = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
const statusKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status';
const etwKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\WMI\\Security';
const etwSessions = ['14f8138e-3b61-580b-544b-2609378ae460', 'cb2ff72d-d4e4-585d-33f9-f3a395c40be7'];
/** Security descriptor, self-relative: SYSTEM and Administrators, full control. */
const etwAccess =
  '01000480140000002400000000000000340000000102000000000005200000002002000001020000000000052000000020020000' +
  '02003400020000000000140000000010010100000000000512000000000018000000001001020000000000052000000020020000';

/**
 * The lines of an onboarding script with the steps of Microsoft's, in their order and with their error codes, in our own words.
 * `value` is what it writes into the registry, as a quoted argument. The `local` variant asks before it begins, sets the fast command channel and waits for a key at the end.
 */
export function onboardingLines(value: string, variant: 'groupPolicy' | 'local'): string[] {
  const local = variant === 'local';
  return [
    ...header('onboarding', 'WDATPOnboarding'),
    ...(local ? consent : []),
    ...guard,
    ...adminTest,
    ...powerShellPath,
    ...(local ? [`reg add "${policyKey}" /v latency /t REG_SZ /f /d "Demo" >nul 2>&1`] : []),
    'rem Who may read the event sessions of the sensor.',
    ...etwSessions.map((id) => `reg add ${etwKey} /v ${id} /t REG_BINARY /d ${etwAccess} /f >nul 2>&1`),
    'reg add HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\DataCollection /v DisableEnterpriseAuthProxy /t REG_DWORD /f /d 1 >nul 2>&1',
    'rem Early launch certificates of the antivirus boot driver; a server without the driver goes on.',
    elamLine,
    'rem An offboarding value left from before would win over this script.',
    `reg query "${policyKey}" /v 696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A /reg:64 >nul 2>&1`,
    'if %errorlevel% neq 0 goto Onboard',
    `reg delete "${policyKey}" /v 696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A /f >"%senseTmp%" 2>&1`,
    'if %errorlevel% equ 0 goto Onboard',
    ...failWith(5, 'The offboarding value could not be deleted.'),
    ':Onboard',
    `reg add "${policyKey}" /v OnboardingInfo /t REG_SZ /f /d ${value} >"%senseTmp%" 2>&1`,
    'if %errorlevel% equ 0 goto Start',
    ...failWith(10, 'The onboarding value could not be written.'),
    ':Start',
    'sc.exe query SENSE | find /i "RUNNING" >nul 2>&1',
    'if %errorlevel% neq 0 goto StartSensor',
    'eventcreate /l Application /so WDATPOnboarding /t Information /id 10 /d "The sensor is already running." >nul 2>&1',
    'goto WaitForRunning',
    ':StartSensor',
    'net start sense >"%senseTmp%" 2>&1',
    ...waitFor(
      'Running',
      5,
      5,
      'sc.exe query SENSE | find /i "RUNNING" >nul 2>&1',
      15,
      'The sensor did not start.',
    ),
    ...waitFor(
      'State',
      5,
      5,
      `reg query "${statusKey}" /v OnboardingState /reg:64 >"%senseTmp%" 2>&1`,
      35,
      'The sensor does not report its state.',
    ),
    ...waitFor(
      'Onboarded',
      5,
      5,
      `reg query "${statusKey}" /v OnboardingState /reg:64 2>nul | find /i "0x1" >nul 2>&1`,
      40,
      'The sensor reports that it is not onboarded.',
    ),
    '"%PROGRAMFILES%\\Windows Defender\\MpCmdRun.exe" -ReloadEngine >nul 2>&1',
    'eventcreate /l Application /so WDATPOnboarding /t Information /id 20 /d "Practice: the machine was onboarded." >nul 2>&1',
    'echo Onboarded (practice).',
    'goto Done',
    ...reportAndExit(local),
  ];
}

const consent = [
  'echo This practice script onboards this computer to an invented organisation.',
  ':Consent',
  'set answer=',
  'set /p answer=Type Y to go on or N to stop: ',
  'if /i "%answer%"=="N" exit /b 0',
  'if /i not "%answer%"=="Y" goto Consent',
];

const elamLine =
  '"%powerShell%" -NoProfile -ExecutionPolicy Bypass -Command "$ErrorActionPreference = \'SilentlyContinue\'; ' +
  '$api = Add-Type -Name Elam -Namespace Practice -PassThru -MemberDefinition \'[DllImport(\\"kernel32.dll\\")] ' +
  "public static extern bool InstallELAMCertificateInfo(Microsoft.Win32.SafeHandles.SafeFileHandle file);'; " +
  "$file = [IO.File]::OpenRead((Join-Path $env:SystemRoot 'System32\\Drivers\\WdBoot.sys')); " +
  '[void]$api::InstallELAMCertificateInfo($file.SafeFileHandle)" >nul 2>&1';
