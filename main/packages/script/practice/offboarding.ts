import { adminTest, failWith, guard, header, reportAndExit, waitFor } from './batch';

// Stands on: defender/mde-script-offboarding-2022 (six looks: fifty seconds at most).
// Invented: words, organisation and signature; looked for: none, they are invented on purpose so that nobody takes the script for a real one.

const policyKey = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';

/**
 * The lines of an offboarding script with the steps of Microsoft's, in their order and with their error codes, in our own words.
 * `value` is what it writes into the registry, as a quoted argument.
 */
export function offboardingLines(value: string): string[] {
  return [
    ...header('offboarding', 'WDATPOffboarding'),
    ...guard,
    ...adminTest,
    `reg query "${policyKey}" /v OnboardingInfo /reg:64 >nul 2>&1`,
    'if %errorlevel% neq 0 goto Offboard',
    `reg delete "${policyKey}" /v OnboardingInfo /f >"%senseTmp%" 2>&1`,
    'if %errorlevel% equ 0 goto Offboard',
    ...failWith(5, 'The onboarding value could not be deleted.'),
    ':Offboard',
    `reg add "${policyKey}" /v 696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A /t REG_SZ /f /d ${value} >"%senseTmp%" 2>&1`,
    'if %errorlevel% equ 0 goto WaitForStopped',
    ...failWith(10, 'The offboarding value could not be written.'),
    ...waitFor(
      'Stopped',
      6,
      10,
      'sc.exe query SENSE | find /i "STOPPED" >nul 2>&1',
      15,
      'The sensor did not stop.',
    ),
    'eventcreate /l Application /so WDATPOffboarding /t Information /id 20 /d "Practice: the machine was offboarded." >nul 2>&1',
    'echo Offboarded (practice).',
    'goto Done',
    ...reportAndExit(false),
  ];
}
