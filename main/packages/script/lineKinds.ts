import type { LineSort } from '../../../shared/model/scriptDifferences';
import { fingerprint } from './fingerprint';

/** Names of the policy value that holds the blob of each package. Microsoft gave the second one no other name. */
export const valueNames = {
  onboarding: 'OnboardingInfo',
  offboarding: '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A',
} as const;

const policyKey = String.raw`"HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection"`;
const statusKey = String.raw`"HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status"`;
const value = `(${Object.values(valueNames).join('|')})`;
const guid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';

/** A tool of Windows by its bare name, as until 2023, or by its whole path, as since 2024. */
const tool = (name: string): string => String.raw`(?:%windir%\\System32\\)?${name}(?:\.exe)?`;
const reg = tool('reg');
const find = tool('find');
/** The file for what a tool says: in %TMP% until 2023, in the folder of Windows since. */
const file = String.raw`(?:%TMP%|%WINDIR%\\temp)\\senseTmp\.txt`;
const unheard = ' >NUL 2>&1';
const intoFile = ` >(?: ${file}|"%senseTmp%") 2>&1`;

/**
 * Words that mean nothing to cmd.exe, nor to the PowerShell that some of them are handed on to: no quote, no bracket and none
 * of & | < > ^ % ! `. `more` is added where a text goes nowhere else.
 */
const words = (more = ''): string => `[a-z][a-z0-9 .,${more}-]*`;

/** JSON as one quoted argument: quotes behind an odd number of backslashes, and nothing that means something to cmd.exe. */
const blob = String.raw`"(?:[a-z0-9+/=:,._{}[\]-]|\\(?:\\\\)*")+"`;

/**
 * The kinds of lines that scripts of the portal are made of, each a whole line, with what it is for. What a pattern takes in
 * brackets belongs to the kind: `goto error` and `goto cleanup` are two. What is in none of them is an own line of a file.
 * Read off editions of 2020 to 2026 (versions 1.27 to 2.07 of the onboarding, 1.4 and 1.65 of the offboarding package).
 */
const patterns: readonly (readonly [name: string, sort: LineSort, pattern: string])[] = [
  ['echoOff', 'output', '@?echo off'],
  ['sayNothing', 'output', String.raw`echo\.(?:${unheard})?`],
  ['say', 'output', `echo (?!o(?:n|ff)$)${words()}(?:${unheard})?`],
  // With brackets, which would end a block: a shape has it outside of blocks alone.
  ['explain', 'output', `echo (?!o(?:n|ff)$)${words(":'()")}`],
  [
    'sayVariable',
    'output',
    `echo %(runningOutput|successOutput|errorOutput|troubleshootInfo)%(?:${unheard})?`,
  ],
  ['ask', 'question', `set /p shouldContinue= "${words(":'()")}"`],
  ['ifAnswer', 'question', String.raw`if /i "%shouldContinue%"=="([yn])" \(`],
  ['pause', 'question', 'pause'],
  ['errorCode', 'variable', String.raw`set errorCode=(\d{1,3})`],
  ['noLastError', 'variable', 'set lastError=0'],
  ['lastError', 'variable', 'set lastError=%errorlevel%'],
  ['troubleshootInfo', 'variable', `set "troubleshootInfo=${words(':/?=')}"`],
  ['noDescription', 'variable', 'set "errorDescription="'],
  ['description', 'variable', 'set "errorDescription=[a-z][a-z .,]*"'],
  ['tenantDescription', 'variable', String.raw`set "errorDescription=[a-z ]+ (${guid})\.[a-z .,]*"`],
  ['output', 'variable', `set "(running|success)Output=${words()}!?"`],
  [
    'errorOutput',
    'variable',
    String.raw`set "errorOutput=\[Error Id: %errorCode%, Error Level: %lastError%\] %errorDescription% Error message: %errorMsg%"`,
  ],
  ['noCounter', 'variable', 'set /a counter=0'],
  ['countOn', 'variable', String.raw`set /a counter=%counter%\+1`],
  [
    'powerShell',
    'variable',
    String.raw`set powershellPath=%windir%\\(System32|SysNative)\\WindowsPowerShell\\v1\.0\\powershell\.exe`,
  ],
  ['label', 'label', String.raw`:(\w{1,40})`],
  ['goto', 'jump', String.raw`goto :?(\w{1,40})`],
  ['ifFailed', 'condition', String.raw`if %errorlevel% neq 0 \([ \t]*`],
  ['ifWorked', 'condition', String.raw`if %errorlevel% equ 0 \([ \t]*`],
  ['ifWorkedGoto', 'condition', String.raw`if %errorlevel% equ 0 goto :?(\w{1,40})`],
  ['ifCounter', 'condition', String.raw`if %counter% equ (\d{1,3}) \(`],
  ['ifNoWow64', 'condition', String.raw`if \[%PROCESSOR_ARCHITEW6432%\] equ \[\] \(`],
  ['else', 'condition', String.raw`\) else \(`],
  ['close', 'condition', String.raw`\)`],
  ['needsRights', 'rights', `${tool('net')} session${unheard}`],
  ['writeFile', 'temporaryFile', `@echo [a-z][a-z .,]*[a-z]!?> ${file}`],
  ['readFile', 'temporaryFile', `set /p errorMsg=<${file}`],
  ['removeFile', 'temporaryFile', `if exist ${file} del ${file}`],
  ['latency', 'registryWrite', `${reg} add ${policyKey} /v latency /t REG_SZ /f /d "Demo"${unheard}`],
  [
    'sessionAccess',
    'registryWrite',
    String.raw`${reg} add HKLM\\SYSTEM\\CurrentControlSet\\Control\\WMI\\Security /v (14f8138e-3b61-580b-544b-2609378ae460|cb2ff72d-d4e4-585d-33f9-f3a395c40be7) /t REG_BINARY /d %sdbin% /f${unheard}`,
  ],
  [
    'noProxySignIn',
    'registryWrite',
    String.raw`${reg} add "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\DataCollection" /v DisableEnterpriseAuthProxy /t REG_DWORD /f /d 1${unheard}`,
  ],
  ['queryValue', 'registryRead', `${reg} query ${policyKey} /v ${value} /reg:64${intoFile}`],
  ['deleteValue', 'registryDelete', `${reg} delete ${policyKey} /v ${value} /f${intoFile}`],
  ['addValue', 'tenantValue', `${reg} add ${policyKey} /v ${value} /t REG_SZ /f /d ${blob}${intoFile}`],
  ['queryTenant', 'registryRead', `${reg} query ${statusKey} /v OrgId${unheard}`],
  [
    'findTenant',
    'registryRead',
    String.raw`${reg} query ${statusKey} /v OrgId \| ${find} /i "(${guid})"${unheard}`,
  ],
  ['queryState', 'registryRead', `${reg} query ${statusKey} /v OnboardingState /reg:64${unheard}`],
  [
    'findState',
    'registryRead',
    String.raw`${reg} query ${statusKey} /v OnboardingState /reg:64 \| ${find} /i "0x1"${unheard}`,
  ],
  [
    'findService',
    'service',
    String.raw`${tool('sc')} query "SENSE" \| ${find} /i "(RUNNING|STOPPED)"${unheard}`,
  ],
  ['startService', 'service', `${tool('net')} start sense${intoFile}`],
  ['wait', 'wait', String.raw`${tool('timeout')} (\d{1,3})${unheard}`],
  [
    'event',
    'event',
    `${tool('eventcreate')} /l Application /so WDATP(on|off)boarding /t Information /id (10|20) /d "%(running|success)Output%"${unheard}`,
  ],
  [
    'errorEvent',
    'event',
    `${tool('eventcreate')} /l Application /so WDATP(on|off)boarding /t Error /id %errorCode% /d "%errorOutput%"${unheard}`,
  ],
  [
    'reloadEngine',
    'engine',
    String.raw`"%PROGRAMFILES%\\Windows Defender\\MpCmdRun\.exe" -ReloadEngine${unheard}`,
  ],
  ['exit', 'end', 'exit /b %errorCode%'],
];

const kinds = patterns.map(([name, sort, pattern]) => ({
  name,
  sort,
  pattern: new RegExp(`^[ \\t]*${pattern}$`, 'i'),
}));

/**
 * Lines that are known as a whole and whose text is Microsoft's: inline PowerShell, and an access list. By the SHA-256 of the
 * line, with one name for PowerShell and single blanks.
 */
const wholeLines: Readonly<Record<string, readonly [name: string, sort: LineSort]>> = {
  c959e486996c08c930827a1b698c371bcf6e88ebbf574149c380a0d8b05c2de1: ['sessionDescriptor', 'variable'],
  fcb02a33d2749e82259631e3daa066f133eeb26ca2e693127090d9b693088236: ['bootCertificate', 'certificate'],
  '15b9b3daf69d7302e88e60416ef444a91b9fb9aed0cd67752fd013bb545dc258': ['traceError on', 'trace'],
  '73d282cbb2309cb5550765c9563d51debf419e5b6192ab944e933ebf0ce485dd': ['traceSuccess on', 'trace'],
  aae757b6233db2a44fd94527292cae32bcb813e123c4cd74e70960de6bc2e1bc: ['traceSuccess off', 'trace'],
  '3c5d1df7a3383b68f4f636887a03993691a3c3dadf8388b3185f8505876af22f': ['traceError off', 'trace'],
};

/** What a kind is for, by its name without what it holds. */
export function sortOf(kind: string): LineSort | null {
  const name = kind.split(' ')[0] ?? '';
  return (
    kinds.find((one) => one.name === name)?.sort ??
    Object.values(wholeLines).find(([whole]) => whole === kind)?.[1] ??
    null
  );
}

/** The kinds that a line is of, each with what it holds (`errorCode 65`); none for a line of no script of the portal. */
export function kindsOf(line: string): readonly string[] {
  const found = kinds.flatMap(({ name, pattern }) => {
    const match = pattern.exec(line);
    return match === null ? [] : [[name, ...match.slice(1).map((held) => held.toLowerCase())].join(' ')];
  });
  const whole = found.length === 0 ? wholeLines[fingerprint(line)] : undefined;
  return whole === undefined ? found : [whole[0]];
}
