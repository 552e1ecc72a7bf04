/** A file of the kit that run.cmd or read.cmd checks before anything of it runs: its path below the folder, and its SHA-256. */
export interface CheckedFile {
  readonly path: string;
  readonly sha256: string;
}

/** What a start file holds. `parameter`: how the script takes the hash of the description. `changed`: what is said of a file that was changed. */
export interface StartFile {
  readonly script: CheckedFile;
  readonly description: CheckedFile;
  readonly parameter: 'KitSha256' | 'PlanSha256';
  readonly changed: string;
}

/** The code with which a kit ends whose files were changed, as its scripts have it. */
const changedCode = 12;

/** A text as PowerShell reads it between single quotes, in ASCII: cmd.exe reads a batch file in the code page of its console. */
const quoted = (text: string): string =>
  `'${Array.from(text, (letter) =>
    letter === "'"
      ? "''"
      : /^[ -~]$/.test(letter) && !/["%!]/.test(letter)
        ? letter
        : `'+[char]${String(letter.codePointAt(0))}+'`,
  ).join('')}'`;

/**
 * The text of run.cmd or read.cmd. It hands its own folder over in a variable, so that no character of a path (a blank, & ^ % ' ;) is ever
 * read as a command, and starts Windows PowerShell with a text and not a file: under a policy of AllSigned a file of ours would not run.
 * The bytes that are hashed are those that run. It works from a path of the network, where cmd.exe itself has no current folder.
 */
export function startFileText({ script, description, parameter, changed }: StartFile): string {
  const command = [
    `$d=$env:GANGWAY_FIELD`,
    `$s={param($b) [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($b)).Replace('-','')}`,
    `$b=[IO.File]::ReadAllBytes($d+'${script.path}')`,
    `$p=[IO.File]::ReadAllBytes($d+'${description.path}')`,
    `if((& $s $b) -ne '${script.sha256}' -or (& $s $p) -ne '${description.sha256}'){[Console]::Out.WriteLine(${quoted(changed)}); exit ${String(changedCode)}}`,
    `exit (& ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString($b))) -Folder $d -${parameter} '${description.sha256}' -Out $env:GANGWAY_FIELD_OUT)`,
  ].join('; ');
  const folder = 'WindowsPowerShell\\v1.0\\powershell.exe';
  return [
    '@echo off',
    'setlocal EnableExtensions DisableDelayedExpansion',
    'set "GANGWAY_FIELD=%~dp0"',
    'set "GANGWAY_FIELD_OUT=%~1"',
    `set "GANGWAY_SHELL=%SystemRoot%\\System32\\${folder}"`,
    `if exist "%SystemRoot%\\Sysnative\\${folder}" set "GANGWAY_SHELL=%SystemRoot%\\Sysnative\\${folder}"`,
    `"%GANGWAY_SHELL%" -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command "${command}"`,
    'exit /b %ERRORLEVEL%',
    '',
  ].join('\r\n');
}
