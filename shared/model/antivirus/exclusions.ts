import { z } from 'zod';

/** The three lists of what Defender Antivirus does not scan, as Get-MpPreference has them. */
export const exclusionKinds = ['paths', 'extensions', 'processes'] as const;
export type ExclusionKind = (typeof exclusionKinds)[number];

/** The lists by Windows' own names. */
export const exclusionNames = {
  paths: 'ExclusionPath',
  extensions: 'ExclusionExtension',
  processes: 'ExclusionProcess',
} as const satisfies Record<ExclusionKind, string>;

/**
 * Why an exclusion is never made. `notWhole`: no full path; `wildcard`: it would mean nearly everything; `root`: a whole drive or share;
 * `system`: a folder of Windows or of all programs; `people`: a folder of users; `temporary`: a place where anybody drops files;
 * `programType`: a kind of file that attacks come in; `attackTool`: a program that attacks use; `variable`: one that SYSTEM does
 * not have; `unusable`: no path or extension at all.
 */
const exclusionFlaws = [
  'notWhole',
  'wildcard',
  'root',
  'system',
  'people',
  'temporary',
  'programType',
  'attackTool',
  'variable',
  'unusable',
] as const;
export type ExclusionFlaw = (typeof exclusionFlaws)[number];

// Lists, whole paths and variables: learn.microsoft.com/defender-endpoint/common-exclusion-mistakes-microsoft-defender-antivirus
// (2023-07-18). Ours are stricter where the page gives an example only: profiles, and all of ProgramData.
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
const programTypes = words(
  `7z bat bin cab cmd com cpl dll exe fla gif gz hta inf java jar job jpeg jpg js jse ko lnk msi msp ocx png ps1 psd1 psm1 py rar reg
  scr sys tar tmp url vbe vbs wsf wsh zip`,
);
const attackTools = words(
  `acrord32.exe addinprocess.exe addinprocess32.exe addinutil.exe bash.exe bginfo.exe bitsadmin.exe cdb.exe certutil.exe csi.exe cmd.exe
  cscript.exe dbghost.exe dbgsvc.exe dnx.exe dotnet.exe excel.exe fsi.exe fsianycpu.exe iexplore.exe java.exe kd.exe lxssmanager.dll
  msbuild.exe mshta.exe ntkd.exe ntsd.exe outlook.exe psexec.exe powerpnt.exe powershell.exe powershell_ise.exe pwsh.exe rcsi.exe
  regsvr32.exe rundll32.exe svchost.exe schtasks.exe system.management.automation.dll windbg.exe winword.exe wmic.exe wscript.exe
  wuauclt.exe`,
);
const systemFolders = new Set([
  'c:\\windows',
  'c:\\windows\\prefetch',
  'c:\\windows\\system32',
  'c:\\windows\\system32\\catroot2',
  'c:\\windows\\system32\\drivers',
  'c:\\windows\\system32\\spool',
  'c:\\windows\\syswow64',
  'c:\\program files',
  'c:\\program files\\java',
  'c:\\program files (x86)',
  'c:\\program files (x86)\\java',
  'c:\\programdata',
]);
/** Variables of Windows that SYSTEM has, too, with what they mean where Windows is on drive C. */
const variables: Readonly<Record<string, string>> = {
  systemdrive: 'c:',
  systemroot: 'c:\\windows',
  windir: 'c:\\windows',
  programfiles: 'c:\\program files',
  'programfiles(x86)': 'c:\\program files (x86)',
  programdata: 'c:\\programdata',
  allusersprofile: 'c:\\programdata',
  public: 'c:\\users\\public',
};

/** The path as it is judged: small letters, variables filled in, every drive called C, without what only stands for its content; null for an unknown variable. */
function judged(text: string): string | null {
  const filled = text
    .toLowerCase()
    .replaceAll('/', '\\')
    .replace(/%([^%]*)%/g, (whole, name: string) => variables[name] ?? whole);
  if (filled.includes('%')) return null;
  const parts = filled.replace(/^[a-z]:/, 'c:').split('\\');
  while (parts.length > 1 && ['', '*', '*.*'].includes(parts.at(-1) ?? '')) parts.pop();
  return parts.join('\\');
}

/** What is wrong with a place, whatever lies in it. */
function placeFlaw(place: string): ExclusionFlaw | null {
  const [, first = '', second = ''] = place.split('\\');
  if (/[*?]/.test(first)) return 'wildcard';
  if (/^c:\\(temp|tmp|windows\\temp)(\\|$)/.test(place)) return 'temporary';
  if (/^c:\\users\\[^\\]+\\appdata\\local(low)?\\temp(\\|$)/.test(place)) return 'temporary';
  if (/^c:\\users(\\[^\\]+)?$/.test(place) || (first === 'users' && /[*?]/.test(second))) return 'people';
  return /^c:\\users\\[^\\]+\\(desktop|downloads|documents|appdata)(\\(local|locallow|roaming))?$/.test(place)
    ? 'people'
    : null;
}

function pathFlaw(text: string, ofProcess: boolean): ExclusionFlaw | null {
  if (/^[*?.\\]+$/.test(text)) return 'wildcard';
  const path = judged(text);
  if (path === null) return 'variable';
  if (path === 'c:' || /^\\\\[^\\]*(\\[^\\]*)?$/.test(path)) return 'root';
  if (!/^(c:\\|\\\\[^\\]+\\)/.test(path)) return 'notWhole';
  if (/[<>"|\r\n:]/.test(path.slice(2)) || /(^|\\)\.{1,2}(\\|$)/.test(path)) return 'unusable';
  const name = path.slice(path.lastIndexOf('\\') + 1);
  const flaw = placeFlaw(path);
  if (flaw !== null) return flaw;
  if (ofProcess) {
    if (/[*?]/.test(name) || !name.includes('.')) return 'wildcard';
    if (path.startsWith('c:\\users\\')) return 'people';
    return attackTools.has(name) ? 'attackTool' : null;
  }
  if (systemFolders.has(path)) return 'system';
  const type = /^\*.*\.(\w+)$/.exec(name)?.[1];
  return type !== undefined && programTypes.has(type) ? 'programType' : null;
}

/** An extension as Defender keeps it: without the dot or the star that people write before it. */
export const plainExtension = (text: string): string => text.trim().replace(/^\*?\./, '');

/** Why an exclusion is never made, or null for one that is narrow enough to be made. */
export function exclusionFlaw(kind: ExclusionKind, text: string): ExclusionFlaw | null {
  const value = text.trim();
  if (value === '' || value.length > 260 || value.startsWith('N/A:')) return 'unusable';
  if (kind !== 'extensions') return pathFlaw(value, kind === 'processes');
  const extension = plainExtension(value).toLowerCase();
  if (/[*?]/.test(extension)) return 'wildcard';
  if (!/^[\w-]{1,24}$/.test(extension)) return 'unusable';
  return programTypes.has(extension) ? 'programType' : null;
}

const entries = z.array(z.string().min(1).max(260)).max(200);
/** Exclusions by their list. */
export const exclusionListsSchema = z.strictObject({
  paths: entries,
  extensions: entries,
  processes: entries,
});
export type ExclusionLists = z.infer<typeof exclusionListsSchema>;
export const noExclusions: ExclusionLists = { paths: [], extensions: [], processes: [] };

/** What is to be added to the lists and what taken from them. What is too broad cannot be added, wherever it comes from. */
export const exclusionChangeSchema = z.strictObject({
  add: exclusionListsSchema.refine(
    (lists) => exclusionKinds.every((kind) => lists[kind].every((one) => exclusionFlaw(kind, one) === null)),
    'an exclusion that is too broad',
  ),
  remove: exclusionListsSchema,
});
export type ExclusionChange = z.infer<typeof exclusionChangeSchema>;

/** Whether a list holds an exclusion; Windows does not mind upper and lower case. */
export function holdsExclusion(list: readonly string[], kind: ExclusionKind, wanted: string): boolean {
  const plain = (text: string) => (kind === 'extensions' ? plainExtension(text) : text).toLowerCase();
  return list.some((one) => plain(one) === plain(wanted));
}

/** An exclusion that a person typed and that is never made, with the reason. */
export interface RefusedExclusion {
  readonly entry: string;
  readonly flaw: ExclusionFlaw;
}

/**
 * What a person typed, one exclusion a line: a path, `.ext` or `*.ext`, or `process:` and a full path; `-` before it takes it away. Gives the change, or what of
 * it is refused.
 */
export function exclusionsIn(text: string): ExclusionChange | readonly RefusedExclusion[] {
  const empty = () => ({ paths: [], extensions: [], processes: [] }) satisfies ExclusionLists;
  const change: ExclusionChange = { add: empty(), remove: empty() };
  const refused: RefusedExclusion[] = [];
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === '') continue;
    const removes = /^-\s*/.exec(line)?.[0] ?? '';
    const entry = line.slice(removes.length);
    const kind = /^process:/i.test(entry)
      ? 'processes'
      : /^(\*?\.[\w*?-]+|\w+)$/.test(entry)
        ? 'extensions'
        : 'paths';
    const value = kind === 'extensions' ? plainExtension(entry) : entry.replace(/^process:\s*/i, '');
    const flaw = removes === '' ? exclusionFlaw(kind, value) : value === '' ? 'unusable' : null;
    if (flaw !== null) refused.push({ entry, flaw });
    else if (!holdsExclusion(change[removes === '' ? 'add' : 'remove'][kind], kind, value))
      change[removes === '' ? 'add' : 'remove'][kind].push(value);
  }
  return refused.length > 0 ? refused : change;
}

/** The change as a person would type it. */
export function exclusionsText({ add, remove }: ExclusionChange): string {
  const shown = { paths: '', extensions: '.', processes: 'process:' } as const;
  const lines = (lists: ExclusionLists, before: string) =>
    exclusionKinds.flatMap((kind) => lists[kind].map((one) => `${before}${shown[kind]}${one}`));
  return [...lines(add, ''), ...lines(remove, '-')].join('\n');
}
