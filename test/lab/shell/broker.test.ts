import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeWithEngine } from '../engine';
import { openTestBroker, resultText, scriptText } from './scriptText';

/** Text that fails with this TargetObject. */
const failing = (target: string) =>
  `throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception('why')), 'target.noManagement', 'NotSpecified', ${target}))`;

describeWithEngine('one broker on the engine', (engine) => {
  let session: Awaited<ReturnType<typeof openTestBroker>>;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-broker-'));
    session = await openTestBroker(engine, folder);
  });
  afterAll(async () => {
    await session.broker.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    session.told.length = 0;
  });

  test('greets with what the process is', () => {
    expect(session.hello).toMatchObject({ languageMode: 'FullLanguage', is64Bit: true });
    expect(session.hello.psVersion).toMatch(/^\d+\.\d+/);
  });

  test('gives parameters and results back unharmed', async () => {
    const params = {
      text: 'é漢\u{1F600}"\'`$(throw 1)\n\t\\ \u0001',
      list: ['one'],
      none: null,
      deep: { a: [1, { b: [] }], c: false, d: 1.5, e: 9007199254740991 },
    };
    const text = `param($Text, [object[]]$List, [object]$None, $Deep)
      ${resultText('@{ text = $Text; list = $List; none = $None; deep = $Deep; empty = @{}; keys = @{ Keys = 1 } }')}`;
    expect(await session.run(text, params)).toEqual({ ...params, empty: {}, keys: { Keys: 1 } });
  });

  test('tells steps, progress, log lines, warnings, errors and loose output in order', async () => {
    await session.run(`
      [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'begin' }
      $ErrorActionPreference = 'Continue'
      Write-Warning 'careful'
      [pscustomobject]@{ Kind = 'progress'; Done = 5; Total = $null }
      'loose'
      [pscustomobject]@{ Kind = 'log'; Source = 'msi'; Level = 'error'; Text = 'bad'; Extra = (Get-Item .) }
      Write-Error 'not fatal'
      [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'done'; Detail = 'well' }
      ${resultText('1')}`);
    const bare = session.told.map(({ at, ...rest }) => ({ ...rest, isRecent: Date.now() - at < 60_000 }));
    expect(bare).toEqual([
      { n: 0, kind: 'step', key: 'one', state: 'begin', detail: '', isRecent: true },
      { n: 1, kind: 'log', source: 'warn', level: 'warn', text: 'careful', isRecent: true },
      { n: 2, kind: 'progress', done: 5, total: null, isRecent: true },
      { n: 3, kind: 'log', source: 'out', level: 'info', text: 'loose', isRecent: true },
      { n: 4, kind: 'log', source: 'msi', level: 'error', text: 'bad', isRecent: true },
      { n: 5, kind: 'log', source: 'err', level: 'error', text: 'not fatal', isRecent: true },
      { n: 6, kind: 'step', key: 'one', state: 'done', detail: 'well', isRecent: true },
    ]);
  });

  test.each([
    ['a code of the closed set', `throw 'package.missing'`, 'package.missing', null],
    [
      'the exit code of a tool',
      `throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception('why')), 'operation.failed', 'NotSpecified', @{ Native = 1603 }))`,
      'operation.failed',
      1603,
    ],
    // As a WSManFault writes it: an unsigned number, above what an [int] holds.
    ['a code of WinRM', failing('@{ Native = [long]2150858770 }'), 'target.noManagement', 0x80338012],
    [
      'a code as a CIM error has it',
      failing('@{ Native = [uint32]2147943140 }'),
      'target.noManagement',
      0x800702e4,
    ],
    ['a code that is no number', failing("@{ Native = 'none' }"), 'target.noManagement', null],
    // What a cmdlet was called with: a dictionary that has no Contains of that name.
    [
      'a dictionary that is not ours',
      failing("(New-Object 'System.Collections.Generic.Dictionary[string,object]')"),
      'target.noManagement',
      null,
    ],
    [
      'an error that cannot be told',
      `$dumb = New-Object System.Exception('why'); $dumb | Add-Member -MemberType 'ScriptMethod' -Name 'GetBaseException' -Value { throw 'no words' } -Force; throw $dumb`,
      'operation.badResult',
      null,
    ],
    ['an unknown id', `throw 'whatever'`, 'operation.failed', null],
    ['a code that only looks like one', `throw 'no.suchCode'`, 'operation.failed', null],
    [
      'a refusal of Windows',
      `throw (New-Object System.UnauthorizedAccessException('no'))`,
      'target.accessDenied',
      null,
    ],
    [
      // Row platform/task-register-denied: the exception says nothing of it, its category does.
      'a refusal of a command of CDXML',
      `$no = New-Object System.Exception('Access is denied.'); throw (New-Object System.Management.Automation.ErrorRecord($no, 'HRESULT 0x80070005,Register-ScheduledTask', 'PermissionDenied', $null))`,
      'target.accessDenied',
      null,
    ],
    [
      // Row platform/amsi-block: the block comes at the first run, and its id is the same in every language.
      'a script that an antivirus does not let run',
      `$at = [System.Management.Automation.Language.Parser]::ParseInput('x', [ref]$null, [ref]$null).Extent
      $said = New-Object System.Management.Automation.Language.ParseError($at, 'ScriptContainedMaliciousContent', 'Este script contém conteúdo mal-intencionado')
      throw (New-Object System.Management.Automation.ParseException(, [System.Management.Automation.Language.ParseError[]]@($said)))`,
      'operation.blocked',
      null,
    ],
    [
      'a command that fails',
      `$ErrorActionPreference = 'Stop'; Get-Item -LiteralPath '/no/such'`,
      'operation.failed',
      null,
    ],
    ['no result', `'nothing'`, 'operation.badResult', null],
    ['two results', `${resultText('1')}; ${resultText('2')}`, 'operation.badResult', null],
    ['a result that is not plain', resultText('@{ a = Get-Item . }'), 'operation.badResult', null],
    [
      'a step of an unknown state',
      `[pscustomobject]@{ Kind = 'step'; Key = 'a'; State = 'maybe' }`,
      'operation.badResult',
      null,
    ],
    ['exit', 'exit 3', 'operation.badResult', null],
    [
      'a refusal that the script itself reports',
      `[CmdletBinding()] param($A) $PSCmdlet.ThrowTerminatingError((New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception('x')), 'run.notStarted', 'NotSpecified', $null)))`,
      'run.notStarted',
      null,
    ],
    ['a script that does not parse', 'if (', 'operation.failed', null],
    [
      'a parameter it does not have',
      `[CmdletBinding()] param() ${resultText('1')}`,
      'operation.failed',
      null,
    ],
  ])('fails by code: %s', async (_, text, code, native) => {
    await expect(session.run(text, { a: 1 })).rejects.toMatchObject({ code, native });
    expect(await session.run(resultText('1'))).toBe(1);
  });

  test('finds its own modules, where Gangway was started from a prompt of another PowerShell', async () => {
    const inherited = process.env.PSModulePath;
    process.env.PSModulePath = '/modules/of/another';
    try {
      const other = await openTestBroker(engine, folder);
      const found = await other.run(resultText('@{ path = $env:PSModulePath }'));
      expect(JSON.stringify(found)).not.toContain('another');
      await other.broker.close();
    } finally {
      if (inherited === undefined) delete process.env.PSModulePath;
      else process.env.PSModulePath = inherited;
    }
  });

  test('refuses a text that is not the one that was hashed', async () => {
    const call = session.broker.run({
      operation: 'Test-Script',
      script: { ...scriptText(resultText('1')), text: resultText('2') },
      params: '{}',
      limitMs: 5000,
      signal: undefined,
      onRecords: () => undefined,
    });
    await expect(call).rejects.toMatchObject({ code: 'operation.hashMismatch' });
  });

  test('20,000 records arrive in order', async () => {
    await session.run(
      `foreach ($i in 1..20000) { [pscustomobject]@{ Kind = 'log'; Source = 'run'; Level = 'info'; Text = "line $i" } }
      ${resultText('1')}`,
      {},
      100_000,
    );
    expect(session.told.map((record) => record.kind === 'log' && record.text)).toEqual(
      Array.from({ length: 20_000 }, (_, index) => `line ${index + 1}`),
    );
  });

  test('noise on both outputs swallows no record', async () => {
    const value = await session.run(`
      [Console]::Error.WriteLine('from error')
      [Console]::Out.WriteLine([string]::Join('', @([char]233, [char]0x6F22, [char]0xD83D, [char]0xDE00)))
      [Console]::Out.Write('unfinished')
      [Console]::Out.Flush()
      [pscustomobject]@{ Kind = 'log'; Source = 'run'; Level = 'info'; Text = 'kept' }
      [Console]::Out.Write("\`n@0123456789abcdef0123456789abcdef {}\`n")
      Start-Sleep -Milliseconds 100
      ${resultText('7')}`);
    expect(value).toBe(7);
    const texts = session.told.map((record) =>
      record.kind === 'log' ? `${record.source}: ${record.text}` : '',
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        'err: from error',
        'out: é漢\u{1F600}',
        'out: unfinished',
        'run: kept',
        'out: @0123456789abcdef0123456789abcdef {}',
      ]),
    );
  });

  test('nothing leaks into the next operation', async () => {
    await session.run(
      `$global:leak = 1; function global:Get-Leak { 1 }; Set-Location /; $global:ErrorActionPreference = 'SilentlyContinue'; ${resultText('1')}`,
    );
    const text = resultText(
      `@{ leak = [bool](Get-Variable leak -ErrorAction SilentlyContinue); command = [bool](Get-Command Get-Leak -ErrorAction SilentlyContinue); stop = "$ErrorActionPreference" }`,
    );
    expect(await session.run(text)).toEqual({ leak: false, command: false, stop: 'Stop' });
  });

  test('asking for input is refused, not waited for', async () => {
    await expect(session.run(`$ErrorActionPreference = 'Stop'; Read-Host 'name'`)).rejects.toMatchObject({
      code: 'operation.failed',
    });
    expect(await session.run(`$null | & cat; ${resultText('1')}`)).toBe(1);
  });

  test('a cancel stops the operation, runs its finally and keeps the process', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 150);
    const file = join(folder, 'tidied').replaceAll("'", "''");
    const begun = Date.now();
    const call = session.run(
      `try { Start-Sleep -Seconds 20 } finally { [IO.File]::WriteAllText('${file}', '') }`,
      {},
      20_000,
      stop.signal,
    );
    await expect(call).rejects.toMatchObject({ code: 'operation.canceled' });
    expect(Date.now() - begun).toBeLessThan(2000);
    expect(readdirSync(folder)).toEqual(['tidied']);
    expect(await session.run(resultText('$PID'))).toBe(session.hello.pid);
  });

  test('a large request and a large answer pass', async () => {
    const text = 'ab"é'.repeat(250_000);
    expect(await session.run(`param($Text) ${resultText('$Text')}`, { text })).toBe(text);
  });
});
