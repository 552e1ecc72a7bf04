import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { holds, rowOf } from '../ground/row';
import { describeWithEngine } from './engine';
import { openLabMachine, type LabMachine } from './labMachine';
import { machineOf } from './operations/stage/onMachine';
import { registryOf } from './registry';
import { commandArgs } from './startLab';

/** What is asked of the fake Windows, each answered by the message or id of its error, or by `answered`. */
const questions: Readonly<Record<string, string>> = {
  class: 'Get-CimInstance -ClassName Win32_Product',
  filter: `Get-CimInstance -ClassName Win32_Process -Filter "Name LIKE 'a%'"`,
  log: `Get-WinEvent -FilterHashtable @{ LogName = 'Security' }`,
  program: `Start-Process -FilePath (Join-Path $env:SystemRoot 'System32\\certutil.exe')`,
  bareName: `Start-Process -FilePath 'msiexec.exe' -ArgumentList '/i x.msi' -Wait`,
  argument: `& (Join-Path $env:SystemRoot 'System32\\shutdown.exe') /s`,
  method: `Invoke-CimMethod -InputObject ([pscustomobject]@{ Owner = 'x' }) -MethodName Terminate`,
  parameter: 'Get-Service -Name Sense -ComputerName other',
  service: 'Get-Service -Name NoSuchService',
  feature: 'Get-WindowsOptionalFeature -Online -FeatureName NoSuchFeature',
  process: 'Stop-Process -Id 3',
  known: 'Get-Service -Name Sense',
};

describeWithEngine('the fake Windows', (engine) => {
  let lab: LabMachine;
  let answers: Record<string, string>;
  beforeAll(() => {
    const machine = machineOf('2019-fresh');
    lab = openLabMachine({ ...machine, registry: registryOf(machine) });
    const lines = Object.entries(questions).map(
      ([name, question]) =>
        `try { $null = ${question}; $a['${name}'] = 'answered' } catch { $a['${name}'] = "$($_.Exception.Message) | $($_.FullyQualifiedErrorId) | $($_.Exception.HResult)" }`,
    );
    const script = [
      "$ErrorActionPreference = 'Stop'; $a = @{}",
      ...lines,
      'ConvertTo-Json $a -Depth 2 -Compress',
    ].join('\n');
    const output = execFileSync(engine, commandArgs(lab.env, script), {
      encoding: 'utf8',
      env: { ...process.env, ...lab.env },
    });
    answers = z.record(z.string(), z.string()).parse(JSON.parse(output));
  });
  afterAll(() => lab.remove());

  it.each(['class', 'filter', 'log', 'program', 'bareName', 'argument', 'method'])(
    'knows no default answer: %s',
    (name) => expect(answers[name]).toMatch(/^LabUnknown: /),
  );

  it('has no parameters that Windows does not have', () => {
    expect(answers.parameter).toContain('NamedParameterNotFound');
  });

  it('refuses with the ids and codes of Windows', () => {
    expect(answers.service).toContain('NoServiceFoundForGivenName');
    expect(answers.process).toContain('NoProcessFoundForGivenId');
    expect(answers.feature).toContain(String(0x800f080c | 0));
    expect(answers.known).toBe('answered');
  });

  it('tells of an antivirus what its platform tells', () => {
    const platforms: Readonly<Record<string, string>> = {
      'defender/mde-mpstatus-10-14393-2248': '4.10.14393.2248',
      'defender/mde-mpstatus-2101-9-edrblock': '4.18.2101.9',
      'defender/mde-mpstatus-2102-4-2019dc': '4.18.2102.4',
      'defender/mde-mpstatus-2107-4': '4.18.2107.4',
      'defender/mde-mpstatus-2109-6-notrunning': '4.18.2109.6',
      'defender/mde-mpstatus-24050-7-2022docs': '4.18.24050.7',
    };
    const script = [
      "$ErrorActionPreference = 'Stop'; $a = @{}",
      ...Object.entries(platforms).flatMap(([name, version]) => [
        '$m = [IO.File]::ReadAllText($env:GANGWAY_LAB) | ConvertFrom-Json',
        `$m.defender.AMProductVersion = '${version}'`,
        '[IO.File]::WriteAllText($env:GANGWAY_LAB, (ConvertTo-Json $m -Depth 20))',
        `$a['${name}'] = @((Get-MpComputerStatus).PSObject.Properties | ForEach-Object { $_.Name })`,
      ]),
      'ConvertTo-Json $a -Depth 2 -Compress',
    ].join('\n');
    const output = execFileSync(engine, commandArgs(lab.env, script), {
      encoding: 'utf8',
      env: { ...process.env, ...lab.env },
    });
    const told = z.record(z.string(), z.array(z.string())).parse(JSON.parse(output));
    for (const name of Object.keys(platforms)) {
      const shown = z.array(z.string()).parse(rowOf(name).shows.propertiesInOrder);
      // Captures of a computer itself leave out the one name that a session adds.
      expect(told[name]?.toSorted(), name).toEqual([...new Set([...shown, 'PSComputerName'])].toSorted());
    }
  });

  /** Answers of a script on that machine, by name; `env` is added to what the lab sets. */
  const ask = (
    script: readonly string[],
    env: Readonly<Record<string, string>> = {},
    on: LabMachine = lab,
  ) => {
    const text = ['$a = @{}', ...script, 'ConvertTo-Json $a -Depth 3 -Compress'].join('\n');
    const output = execFileSync(engine, commandArgs(on.env, text), {
      encoding: 'utf8',
      env: { ...process.env, ...on.env, ...env },
    });
    return z.record(z.string(), z.unknown()).parse(JSON.parse(output));
  };
  const caught = (name: string, what: string) =>
    `try { $null = ${what}; $a['${name}'] = 'goes on' } catch { $a['${name}'] = "$($_.FullyQualifiedErrorId) | $($_.CategoryInfo.Category) | $('{0:x8}' -f $_.Exception.HResult)" }`;

  it('tells errors over CIM by their id alone, and of the antivirus also against the preference of the script', () => {
    const broken = { GANGWAY_LAB_BROKEN: 'Get-CimInstance,Get-MpComputerStatus' };
    const told = ask(
      [
        "& { $ErrorActionPreference = 'Stop'",
        caught('class', 'Get-CimInstance -ClassName Win32_OperatingSystem'),
        caught('silent', 'Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction SilentlyContinue'),
        caught('status', 'Get-MpComputerStatus 2>&1'),
        caught('asked', 'Get-MpComputerStatus -ErrorAction Stop'),
        '}',
      ],
      broken,
    );
    // 80131500 is the number of every exception: that of Windows stands in the id (row defender/mde-cimexception-has-no-hresult).
    expect(told).toEqual({
      class: 'HRESULT 0x80041001,Get-CimInstance | NotSpecified | 80131500',
      silent: 'goes on',
      status: 'goes on',
      asked: 'HRESULT 0x80041001,Get-MpComputerStatus | NotSpecified | 80131500',
    });
    const thrown = {
      GANGWAY_LAB_THROWN:
        'Get-MpComputerStatus=CimJob_BrokenCimSession,Get-MpComputerStatus/ResourceUnavailable',
    };
    const denied = ask(
      [
        "& { $ErrorActionPreference = 'Stop'",
        caught('status', 'Get-MpComputerStatus 2>&1'),
        caught('asked', 'Get-MpComputerStatus -ErrorAction Stop'),
        '}',
      ],
      thrown,
    );
    expect(denied).toEqual({
      status: 'goes on',
      asked: 'CimJob_BrokenCimSession,Get-MpComputerStatus | ResourceUnavailable | 80131500',
    });
  });

  it('lets nobody silence a feature that Windows does not know', () => {
    const unknown =
      "Get-WindowsOptionalFeature -Online -FeatureName 'Windows-Defender-Gui' -ErrorAction SilentlyContinue";
    const told = ask([caught('feature', unknown)]).feature;
    const row = rowOf('servicing/servicing-features-unknown-name');
    expect(holds(row, 'even with -ErrorAction SilentlyContinue') && holds(row, 0x800f080c)).toBe(true);
    expect(told).toMatch(/ \| 800f080c$/);
  });

  it('reads a file without a mark as ANSI, and JSON without making times of texts or parts of lists', () => {
    const told = ask([
      "$path = Join-Path $env:TEMP 'read.txt'",
      '[IO.File]::WriteAllText($path, [string][char]0xE9)',
      '$a.silent = @([char[]](Get-Content -LiteralPath $path -Raw) | ForEach-Object { [int]$_ })',
      '$a.asked = [int][char](Get-Content -LiteralPath $path -Raw -Encoding UTF8)',
      '[IO.File]::WriteAllText($path, [string][char]0xE9, [Text.Encoding]::Unicode)',
      '$a.marked = [int][char](Get-Content -LiteralPath $path -Raw)',
      'Remove-Item -LiteralPath $path',
      '$a.time = (ConvertFrom-Json \'{"t":"2026-11-24T14:32:08Z"}\').t.GetType().Name',
      "$a.list = @(ConvertFrom-Json '[1,2]' | ForEach-Object { 1 }).Count",
      caught('missing', "Get-Content -LiteralPath 'nowhere.txt' -ErrorAction Stop"),
      caught('torn', "ConvertFrom-Json '{'"),
    ]);
    expect(told).toMatchObject({ silent: [0xc3, 0xa9], asked: 0xe9, marked: 0xe9, time: 'String', list: 1 });
    expect(told.missing).toMatch(/^PathNotFound/);
    expect(told.torn).toMatch(/^System\.ArgumentException/);
  });

  it('tells a signature by an enumeration, as Windows does, which is no text in a record', () => {
    const told = ask([
      "$path = Join-Path $env:TEMP 'signed.txt'",
      "[IO.File]::WriteAllText($path, 'lab-signature: HashMismatch')",
      '$a.status = (Get-AuthenticodeSignature -LiteralPath $path).Status.GetType().Name',
      'Remove-Item -LiteralPath $path',
    ]);
    expect(told).toEqual({ status: 'SignatureStatus' });
  });

  it('lets one malformed value cost its whole key, even where errors are to be silent', () => {
    const odd = { NoModify: { type: 'DWord', value: '0100000000000000' }, DisplayName: 'Odd' } as const;
    const machine = machineOf('2019-fresh');
    const registry = { ...registryOf(machine), 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Odd': odd };
    const ordinary = openLabMachine({ ...machine, registry }, true);
    try {
      const question = caught(
        'cast',
        "Get-ItemProperty -LiteralPath 'HKLM:\\SOFTWARE\\Odd' -ErrorAction SilentlyContinue",
      );
      const told = ask([question], {}, ordinary).cast;
      const row = rowOf('servicing/servicing-uninstall-cast-error-is-terminating');
      expect(holds(row, 'System.InvalidCastException') && holds(row, 'still thrown')).toBe(true);
      expect(told).toMatch(/^System\.InvalidCastException,Get-ItemProperty \| /);
    } finally {
      ordinary.remove();
    }
  });
  it('begins a session with the registry as it is, even where two changes of it carry the same time', () => {
    const machine = machineOf('2019-fresh');
    const registry = { ...registryOf(machine), 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Twice': { Change: 'early' } };
    const changed = openLabMachine({ ...machine, registry });
    try {
      const told = ask(
        [
          "$read = { (Get-ItemProperty -LiteralPath 'HKLM:\\SOFTWARE\\Twice').Change }",
          '$a.first = & $read',
          '$file = $env:GANGWAY_LAB_REGISTRY',
          '$at = [IO.File]::GetLastWriteTimeUtc($file)',
          "[IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('early', 'later'))",
          '[IO.File]::SetLastWriteTimeUtc($file, $at)',
          `Import-Module -Force -Global -DisableNameChecking -Name '${join(import.meta.dirname, 'FakeWindows/FakeWindows.psm1')}'`,
          '$a.second = & $read',
        ],
        {},
        changed,
      );
      expect(told).toEqual({ first: 'early', second: 'later' });
    } finally {
      changed.remove();
    }
  });
});
