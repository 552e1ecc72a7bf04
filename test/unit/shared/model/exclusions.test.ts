import { describe, expect, it } from 'vitest';
import {
  exclusionChangeSchema,
  exclusionFlaw,
  exclusionsIn,
  exclusionsText,
  type ExclusionKind,
} from '../../../../shared/model/antivirus/exclusions';

/** Each place, kind and program of Microsoft's page "Common mistakes to avoid when defining exclusions", and what it means in general. */
const refused: Readonly<Record<ExclusionKind, Readonly<Record<string, readonly string[]>>>> = {
  paths: {
    root: ['C:', 'C:\\', 'c:\\*', 'D:\\*.*', '%SystemDrive%', '\\\\server\\share', '\\\\server\\share\\*'],
    wildcard: ['*', '*.*', '?', 'C:\\*\\logs', 'C:\\?ata'],
    system: [
      'C:\\Windows',
      '%windir%\\',
      'C:\\Windows\\System32\\*',
      'C:\\Windows\\System32\\Spool',
      'C:\\Windows\\System32\\CatRoot2',
      'C:\\Windows\\Prefetch\\*',
      'C:/Program Files/',
      '%ProgramFiles(x86)%',
      'C:\\Program Files\\Java',
      'C:\\ProgramData',
    ],
    people: [
      'C:\\Users',
      'C:\\Users\\*',
      'C:\\Users\\lena',
      'C:\\Users\\*\\AppData\\Roaming\\App',
      'C:\\Users\\lena\\Downloads',
    ],
    temporary: [
      'C:\\Temp',
      'C:\\Temp\\*',
      'C:\\Windows\\Temp\\x',
      'C:\\Users\\lena\\AppData\\Local\\Temp',
      'C:\\Users\\lena\\AppData\\LocalLow\\Temp\\a',
    ],
    variable: ['%TEMP%', '%USERPROFILE%\\x', '%APPDATA%', 'C:\\100%\\x'],
    notWhole: ['data', 'App\\data', 'app.exe', '\\data'],
    programType: ['D:\\Data\\*.exe', 'D:\\Data\\*.ps1'],
    unusable: ['', 'D:\\a|b', 'D:\\a\\..\\b', 'N/A: hidden', `D:\\${'a'.repeat(260)}`],
  },
  extensions: {
    programType: ['exe', '.dll', '*.ps1', 'BAT', 'zip', 'js', 'tmp'],
    wildcard: ['*', 'm*'],
    unusable: ['', 'a b', 'ko.gz'],
  },
  processes: {
    notWhole: ['sqlservr.exe', 'bin\\app.exe'],
    attackTool: [
      'C:\\Windows\\System32\\cmd.exe',
      '%SystemRoot%\\System32\\WindowsPowerShell\\v1.0\\PowerShell.exe',
      'D:\\jdk\\java.exe',
    ],
    wildcard: ['D:\\App\\*', 'D:\\App\\*.exe', 'D:\\App\\bin'],
    people: ['C:\\Users\\lena\\tools\\app.exe'],
    temporary: ['C:\\Temp\\app.exe'],
  },
};
const made: Readonly<Record<ExclusionKind, readonly string[]>> = {
  paths: [
    'D:\\Data',
    'D:\\Data\\*.mdf',
    '\\\\server\\share\\data',
    '%ProgramData%\\Vendor\\Queue',
    'C:\\Windows\\System32\\Dns\\*\\*.log',
    'C:\\Program Files\\Vendor\\App\\app.exe',
  ],
  extensions: ['mdf', '.ldf', '*.ndf'],
  processes: ['C:\\Program Files\\Vendor\\app.exe', '%SystemRoot%\\System32\\dns.exe'],
};

describe('an exclusion', () => {
  it('that is too broad is refused with its reason', () => {
    for (const [kind, byFlaw] of Object.entries(refused) as [ExclusionKind, Record<string, string[]>][])
      for (const [flaw, texts] of Object.entries(byFlaw))
        expect([flaw, texts.map((text) => [text, exclusionFlaw(kind, text)])]).toEqual([
          flaw,
          texts.map((text) => [text, flaw]),
        ]);
  });

  it('that is narrow is made', () => {
    for (const [kind, texts] of Object.entries(made) as [ExclusionKind, string[]][])
      expect(texts.filter((text) => exclusionFlaw(kind, text) !== null)).toEqual([]);
  });

  it('that is too broad reaches no server, but can be taken away there', () => {
    const none = { paths: [], extensions: [], processes: [] };
    const broad = { ...none, paths: ['C:\\'] };
    expect(exclusionChangeSchema.safeParse({ add: broad, remove: none }).success).toBe(false);
    expect(exclusionChangeSchema.safeParse({ add: none, remove: broad }).success).toBe(true);
  });
});

describe('exclusions that a person types', () => {
  it('are told apart by how they look, and written again the same', () => {
    const text = 'D:\\Data\n.mdf\nprocess:C:\\App\\app.exe\n-C:\\\n-.exe';
    const change = {
      add: { paths: ['D:\\Data'], extensions: ['mdf'], processes: ['C:\\App\\app.exe'] },
      remove: { paths: ['C:\\'], extensions: ['exe'], processes: [] },
    };
    expect(exclusionsIn(`${text}\n\n  d:\\data \n*.MDF`)).toEqual(change);
    expect(exclusionsText(change)).toBe(text);
  });

  it('are refused together where one is too broad', () => {
    expect(exclusionsIn('D:\\Data\nC:\\\nprocess: cmd.exe')).toEqual([
      { entry: 'C:\\', flaw: 'root' },
      { entry: 'process: cmd.exe', flaw: 'notWhole' },
    ]);
  });
});
