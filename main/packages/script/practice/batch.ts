import { practiceMarker } from '../../practiceMarker';

// Stands on: defender/mde-wdatp-eventcreate, defender/mde-script-onboarding-codes.
// Invented: the words; looked for: none, they are invented on purpose.

/** First lines of a practice script; the remark is what Gangway knows it by. */
export function header(what: string, eventSource: string): string[] {
  return [
    '@echo off',
    `rem ${practiceMarker}=1`,
    `rem Practice ${what} script of Gangway. The steps and error codes are those of the real one; the words, the`,
    'rem organisation and the signature are invented, and the sensor would not accept them.',
    'setlocal EnableExtensions',
    'set errorCode=0',
    'set errorDescription=',
    `set eventSource=${eventSource}`,
    'set "senseTmp=%WINDIR%\\temp\\senseTmp.txt"',
  ];
}

/** Keeps a practice script from changing the computer of somebody who starts it by hand. */
export const guard = [
  'if "%GANGWAYLAB%"=="1" goto Lab',
  'echo This is a practice script of Gangway. It does nothing outside its lab.',
  'exit /b 90',
  ':Lab',
];

/** `net session` answers to administrators only, and only while the Server service runs. */
export const adminTest = [
  'net.exe session >nul 2>&1',
  'if %errorlevel% equ 0 goto Administrator',
  ...failWith(65, 'The script needs administrator rights.'),
  ':Administrator',
];

/** The 64-bit PowerShell, also from a 32-bit cmd.exe. */
export const powerShellPath = [
  'set "powerShell=%WINDIR%\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"',
  'if defined PROCESSOR_ARCHITEW6432 set "powerShell=%WINDIR%\\SysNative\\WindowsPowerShell\\v1.0\\powershell.exe"',
];

/** Lines that end the script with a code. */
export function failWith(code: number, description: string): string[] {
  return [`set errorCode=${code}`, `set "errorDescription=${description}"`, 'goto Failed'];
}

/** Looks so many times, with `timeout.exe` between two, as in the real scripts, where a redirected stdin breaks it. */
export function waitFor(
  name: string,
  looks: number,
  seconds: number,
  test: string,
  code: number,
  description: string,
): string[] {
  return [
    `:WaitFor${name}`,
    'set tries=0',
    `:Try${name}`,
    test,
    `if %errorlevel% equ 0 goto Is${name}`,
    'set /a tries+=1',
    `if %tries% gtr ${looks - 1} goto Not${name}`,
    `timeout.exe ${seconds} >nul 2>&1`,
    `goto Try${name}`,
    `:Not${name}`,
    ...failWith(code, description),
    `:Is${name}`,
  ];
}

/** The error event, the clean-up and the exit code. @param pause whether to wait for a key, as the local variant does */
export function reportAndExit(pause: boolean): string[] {
  return [
    ':Failed',
    'set errorOutput=',
    'if exist "%senseTmp%" set /p errorOutput=<"%senseTmp%"',
    'eventcreate /l Application /so %eventSource% /t Error /id %errorCode% /d "[Error Id: %errorCode%, Error Level: 1] %errorDescription% Error message: %errorOutput%" >nul 2>&1',
    'echo [Error Id: %errorCode%] %errorDescription%',
    ':Done',
    'if exist "%senseTmp%" del "%senseTmp%" >nul 2>&1',
    ...(pause ? ['pause'] : []),
    'exit /b %errorCode%',
  ];
}
