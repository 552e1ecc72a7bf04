import type { OldServerUpdate, ToolFolderChoice, ToolFolderOutcome } from '../../shared/model/toolFolder';

/** Names of the files in the folder, below `files`. They are ours, so no name of a download ever stands in the batch file. */
export const toolName = 'DefenderDT.exe';
export const onboardingName = 'WindowsDefenderATP.onboarding';

/** What run.cmd says, each in one line. `{{code}}`, `{{file}}` and `{{update}}` are filled on the server. */
export interface RunWords {
  readonly begin: string;
  readonly notAdministrator: string;
  readonly nowhere: string;
  readonly practice: string;
  readonly update: string;
  readonly precheck: string;
  readonly work: string;
  readonly resultAt: string;
  readonly outcome: Readonly<Record<ToolFolderOutcome, string>>;
}

/** What run.cmd is made of. Hashes are SHA-256, lower case. */
export interface RunFile {
  readonly kitId: string;
  readonly practice: boolean;
  readonly choice: ToolFolderChoice;
  readonly tool: string;
  readonly onboarding: string;
  readonly updates: readonly { readonly kb: OldServerUpdate; readonly sha256: string }[];
  readonly words: RunWords;
}

/** How run.cmd ends, besides 0 (the tool ended with 0 or 2) and 3010 (Windows must restart). README.txt says the same. */
export const runCodes = {
  notAdministrator: 10,
  otherWindows: 11,
  changedFile: 12,
  noDotNet: 13,
  practice: 14,
  nowhere: 15,
  updateFailed: 16,
  toolFailed: 17,
} as const;

/** Values that run.cmd fills into its own sentences. */
const values: Readonly<Record<string, string>> = {
  code: '%GWR_CODE%',
  file: '%GWR_FILE%',
  update: '%~1',
};

/** A sentence as `echo` writes it: no sign of it is a command. */
const said = (text: string): string =>
  text
    .split(/(\{\{\w+\}\})/)
    .map((part) => {
      const value = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
      if (value !== undefined) return values[value] ?? '';
      return part.replaceAll('%', '%%').replaceAll(/[&|<>^()"]/g, '^$&');
    })
    .join('');

/**
 * The text of run.cmd for Server 2008 R2. It is plain cmd.exe, because the PowerShell of that Windows (2.0) runs nothing of Gangway. Everything in it is
 * fixed but hashes, the id of the folder, a proxy and a tag, whose forms leave out every sign that cmd.exe reads.
 *
 * What runs is a copy in a folder of %ProgramFiles%, where only administrators write: the copy is hashed there and started there. The tool's current
 * folder holds nothing else, so that it finds no configuration of somebody else. A path with any sign in it stays in quotation marks or in a
 * variable that is written by `set`, never by `echo`.
 */
export function runFileText({ kitId, practice, choice, tool, onboarding, updates, words }: RunFile): string {
  const told = [
    `-File:"%WORK%\\in\\${onboardingName}"`,
    ...(choice.passive ? ['-Passive'] : []),
    ...(choice.tag === null ? [] : [`-DeviceTag:"${choice.tag}"`]),
    ...(choice.proxy === null ? [] : [`-Proxy:https://${choice.proxy}`]),
  ].join(' ');
  /** One start of the tool, with the folder of staged files where one lies beside run.cmd. Its code is in CODE. */
  const start = (label: string, line: string): string[] => [
    `:${label}`,
    'pushd "%WORK%"',
    `if defined STAGE goto ${label}Staged`,
    `"%WORK%\\${toolName}" -Quiet -NoResumeAfterReboot ${line}`,
    'set "CODE=%ERRORLEVEL%"',
    'popd',
    'exit /b 0',
    `:${label}Staged`,
    `"%WORK%\\${toolName}" -Quiet -NoResumeAfterReboot ${line} -Source:"%STAGE%"`,
    'set "CODE=%ERRORLEVEL%"',
    'popd',
    'exit /b 0',
  ];
  const ending = (outcome: ToolFolderOutcome, code: number): string[] => [
    `:${outcome}`,
    `set "GWR_OUTCOME=${outcome}"`,
    `set "OWN=${String(code)}"`,
    'call :leave',
    `echo ${said(words.outcome[outcome])}`,
    'goto :end',
  ];
  const lines = [
    '@echo off',
    'setlocal EnableExtensions DisableDelayedExpansion',
    'set "HERE=%~dp0"',
    'set "SYS=%SystemRoot%\\System32"',
    'if exist "%SystemRoot%\\Sysnative\\cmd.exe" set "SYS=%SystemRoot%\\Sysnative"',
    'set "WORK=%ProgramFiles%"',
    'if defined ProgramW6432 set "WORK=%ProgramW6432%"',
    'set "WORK=%WORK%\\Gangway-2008R2"',
    `for /f "delims==" %%v in ('set GWR_ 2^>nul') do set "%%v="`,
    'set "STAGE="',
    'if exist "%HERE%stage\\" set "STAGE=%HERE%stage"',
    'set "OWN=0"',
    `echo ${said(words.begin)}`,
    ...(practice ? [`echo ${said(words.practice)}`, `exit /b ${String(runCodes.practice)}`] : []),
    '',
    'rem Whoever cannot make a folder there is no administrator, or another window is at work in it.',
    'if exist "%WORK%\\" rd /s /q "%WORK%" >nul 2>nul',
    'mkdir "%WORK%" >nul 2>nul',
    'if errorlevel 1 goto :notAdministrator',
    'mkdir "%WORK%\\in" >nul 2>nul',
    'set "OUT=%HERE%result"',
    'call :probe',
    'if not errorlevel 1 goto :placed',
    'set "OUT=%SystemDrive%\\GangwayResult"',
    'call :probe',
    'if errorlevel 1 goto :nowhere',
    ':placed',
    'set "N=1"',
    ':number',
    'if not exist "%OUT%\\%COMPUTERNAME%-%N%.txt" goto :numbered',
    'set /a N+=1',
    'goto :number',
    ':numbered',
    'set "RESULT=%OUT%\\%COMPUTERNAME%-%N%.txt"',
    'set "GWR_FORMAT=gangway-tool-result-1"',
    `set "GWR_KIT=${kitId}"`,
    'set "GWR_COMPUTER=%COMPUTERNAME%"',
    `for /f "tokens=3" %%v in ('%SYS%\\reg.exe query HKLM\\SOFTWARE\\Microsoft\\Cryptography /v MachineGuid 2^>nul') do set "GWR_MACHINE=%%v"`,
    `for /f "delims=" %%v in ('ver') do set "GWR_WINDOWS=%%v"`,
    'call :clock GWR_BEGAN',
    '',
    'rem Server 2008 R2 with SP1, 64 bits. Numbers and names decide, which are the same in every language.',
    'ver | "%SYS%\\find.exe" "6.1.7601" >nul',
    'if errorlevel 1 goto :otherWindows',
    'if /i not "%PROCESSOR_ARCHITECTURE%"=="AMD64" if /i not "%PROCESSOR_ARCHITEW6432%"=="AMD64" goto :otherWindows',
    '"%SYS%\\reg.exe" query "HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions" /v ProductType 2>nul | "%SYS%\\find.exe" "WinNT" >nul',
    'if not errorlevel 1 goto :otherWindows',
    '',
    `call :take "${toolName}" ${tool} "%WORK%"`,
    'if errorlevel 1 goto :changedFile',
    `call :take "${onboardingName}" ${onboarding} "%WORK%\\in"`,
    'if errorlevel 1 goto :changedFile',
    ...updates.flatMap(({ kb, sha256 }) => [
      `call :take "${kb}.msu" ${sha256} "%WORK%\\in"`,
      'if errorlevel 1 goto :changedFile',
    ]),
    '"%SYS%\\reg.exe" query "HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v3.5" /v Install 2>nul | "%SYS%\\find.exe" "0x1" >nul',
    'if errorlevel 1 goto :noDotNet',
    'set "AGAIN="',
    ...updates.flatMap(({ kb }) => [`call :update ${kb}`, 'if errorlevel 1 goto :updateFailed']),
    'if defined AGAIN goto :restart',
    '',
    `echo ${said(words.precheck)}`,
    'call :look',
    'set "GWR_PRECHECK=%CODE%"',
    'set "GWR_CODE=%CODE%"',
    'rem 5 and 6 speak of a newer tool, 2 of an onboarded server.',
    'for %%c in (0 2 5 6) do if "%CODE%"=="%%c" goto :work',
    'goto :precheck',
    ':work',
    `echo ${said(words.work)}`,
    'call :deploy',
    'for %%c in (5 6) do if "%CODE%"=="%%c" goto :again',
    'goto :worked',
    ':again',
    'rem It looked after itself and did nothing else yet. The new one is noted, because nobody can check it here.',
    `call :hash "%WORK%" "${toolName}"`,
    'set "GWR_REPLACED=%HASH%"',
    'call :deploy',
    ':worked',
    'set "GWR_CODE=%CODE%"',
    'set "GWR_TOOL=%CODE%"',
    'goto :ended',
    '',
    ...ending('restart', 3010),
    ...ending('otherWindows', runCodes.otherWindows),
    ...ending('changedFile', runCodes.changedFile),
    ...ending('noDotNet', runCodes.noDotNet),
    ...ending('updateFailed', runCodes.updateFailed),
    ...ending('precheck', runCodes.toolFailed),
    ':ended',
    'set "GWR_OUTCOME=ended"',
    `set "OWN=${String(runCodes.toolFailed)}"`,
    'for %%c in (0 2) do if "%CODE%"=="%%c" set "OWN=0"',
    'if "%CODE%"=="10" set "OWN=3010"',
    'call :leave',
    `echo ${said(words.outcome.ended)}`,
    'goto :end',
    '',
    ':notAdministrator',
    `echo ${said(words.notAdministrator)}`,
    `exit /b ${String(runCodes.notAdministrator)}`,
    ':nowhere',
    'rd /s /q "%WORK%" >nul 2>nul',
    `echo ${said(words.nowhere)}`,
    `exit /b ${String(runCodes.nowhere)}`,
    ':end',
    `echo ${said(words.resultAt)}`,
    // A variable of a loop is filled after the line was read: no sign of the path is a command.
    `for /f "delims=" %%p in ("%RESULT%") do echo %%p`,
    'exit /b %OWN%',
    '',
    ':probe',
    'if not exist "%OUT%\\" mkdir "%OUT%" >nul 2>nul',
    '2>nul >"%OUT%\\probe.tmp" echo x',
    'if not exist "%OUT%\\probe.tmp" exit /b 1',
    'del "%OUT%\\probe.tmp" >nul 2>nul',
    'exit /b 0',
    '',
    'rem The local time of the server in digits; wmic writes it in every language alike.',
    ':clock',
    // Behind the time it leaves lines that hold nothing but an end of line: the first one counts.
    `for /f "skip=1 tokens=1 delims=. " %%v in ('%SYS%\\wbem\\wmic.exe os get LocalDateTime 2^>nul') do if not defined %~1 set "%~1=%%v"`,
    'exit /b 0',
    '',
    'rem Takes a file over and compares its hash there, where nobody else can change it any more.',
    ':take',
    'set "GWR_FILE=%~1"',
    'copy /y /b "%HERE%files\\%~1" "%~3\\%~1" >nul 2>nul',
    'if errorlevel 1 exit /b 1',
    'call :hash "%~3" "%~1"',
    'if /i not "%HASH%"=="%~2" exit /b 1',
    'set "GWR_FILE="',
    'exit /b 0',
    '',
    'rem certutil writes the hash on a line of its own, on this Windows with a blank after each byte.',
    ':hash',
    'set "HASH="',
    'pushd "%~1"',
    `for /f "delims=" %%h in ('%SYS%\\certutil.exe -hashfile "%~2" SHA256 2^>nul') do call :line "%%h"`,
    'popd',
    'exit /b 0',
    ':line',
    'set "LINE=%~1"',
    'set "LINE=%LINE: =%"',
    'if "%LINE:~0,63%"=="%LINE%" exit /b 0',
    'if not "%LINE:~0,64%"=="%LINE%" exit /b 0',
    'set "HASH=%LINE%"',
    'exit /b 0',
    '',
    'rem 2359302: it is installed, or waits for a restart; -2145124329: something newer is.',
    ':update',
    `echo ${said(words.update)}`,
    '"%SYS%\\wusa.exe" "%WORK%\\in\\%~1.msu" /quiet /norestart',
    'set "CODE=%ERRORLEVEL%"',
    'set "GWR_CODE=%CODE%"',
    'set "GWR_FILE=%~1"',
    'set "GWR_%~1=%CODE%"',
    'if "%CODE%"=="3010" set "AGAIN=1"',
    'for %%c in (0 3010 2359302 -2145124329) do if "%CODE%"=="%%c" set "GWR_FILE="',
    'if defined GWR_FILE exit /b 1',
    'exit /b 0',
    '',
    ...start('look', '-Precheck -Verbose'),
    ...start('deploy', told),
    '',
    'rem What is told, then the log of the tool; nothing of both passes through echo.',
    ':leave',
    'call :clock GWR_ENDED',
    'set GWR_>"%RESULT%"',
    'set "LOG=%ProgramData%\\Microsoft\\DefenderDeploymentTool\\DefenderDeploymentTool-%COMPUTERNAME%.log"',
    'if not exist "%LOG%" goto :left',
    'copy /y /b "%LOG%" "%OUT%\\%COMPUTERNAME%-%N%.log" >nul 2>nul',
    '>>"%RESULT%" echo -----log-----',
    '>>"%RESULT%" type "%LOG%"',
    ':left',
    'rd /s /q "%WORK%" >nul 2>nul',
    'exit /b 0',
    '',
  ];
  return lines.join('\r\n');
}
