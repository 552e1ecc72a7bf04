import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { resultText } from '../shell/scriptText';
import { describeWithRemote, openRemoteServer, type RemoteServer } from './remoteServer';
import { openRemoteBroker } from './remoteShell';

const open = `$session = New-PSSession -ComputerName 'LAB-SERVER' -ErrorAction Stop`;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What remoting itself does: the reasons why the broker sends and takes nothing but text. */
describeWithRemote('sessions between two engines', (engine) => {
  let server: RemoteServer;
  let desk: Awaited<ReturnType<typeof openRemoteBroker>>;
  let folder: string;
  beforeAll(async () => {
    server = openRemoteServer();
    folder = mkdtempSync(join(tmpdir(), 'gangway-session-'));
    desk = await openRemoteBroker(engine, folder, server);
  });
  afterAll(async () => {
    await desk.broker.close();
    server.remove();
    rmSync(folder, { recursive: true });
  });

  test('objects arrive one level deep, without methods, under other types; text arrives as it was', async () => {
    const answer = await desk.runHere(`${open}
      $one = Invoke-Command -Session $session -ScriptBlock {
        [pscustomobject]@{ Kind = 'result'; Deep = [pscustomobject]@{ a = [pscustomobject]@{ b = 1 } }; List = @(1, 2); Day = [DayOfWeek]::Friday; At = [DateTime]'2020-01-02'; Item = Get-Item -LiteralPath '/' }
      }
      $file = Invoke-Command -Session $session -ScriptBlock { Get-Item -LiteralPath '/' }
      $table = Invoke-Command -Session $session -ScriptBlock { @{ Kind = 'log' } }
      $json = Invoke-Command -Session $session -ScriptBlock { '{"deep":{"a":{"b":{"c":[[1]]}}}}' }
      ${resultText(`@{
        type = $one.PSObject.TypeNames[0]; deep = $one.Deep.a.b; item = $one.Item.PSObject.TypeNames[0]; root = $file.Root.GetType().Name; list = $one.List.GetType().Name; day = $one.Day.GetType().Name
        at = $one.At.GetType().Name; fields = @($one.PSObject.Properties | ForEach-Object { $_.Name } | Sort-Object)
        file = $file.PSObject.TypeNames[0]; canDelete = $null -ne $file.PSObject.Methods['Delete']
        table = $table.GetType().Name; json = [string]$json; jsonType = $json.GetType().Name
      }`)}`);
    expect(answer).toEqual({
      type: 'Deserialized.System.Management.Automation.PSCustomObject',
      // Custom objects and tables keep their depth, an object of .NET below another is a text.
      deep: 1,
      item: 'Deserialized.System.IO.DirectoryInfo',
      root: 'String',
      list: 'ArrayList',
      day: 'Int32',
      at: 'DateTime',
      fields: [
        'At',
        'Day',
        'Deep',
        'Item',
        'Kind',
        'List',
        'PSComputerName',
        'PSShowComputerName',
        'RunspaceId',
      ],
      file: 'Deserialized.System.IO.DirectoryInfo',
      canDelete: false,
      table: 'Hashtable',
      json: '{"deep":{"a":{"b":{"c":[[1]]}}}}',
      jsonType: 'String',
    });
  });

  test('a job gives its output while it runs, in order; warnings and errors have collections of their own', async () => {
    const answer = await desk.runHere(`${open}
      $job = Invoke-Command -Session $session -AsJob -ScriptBlock {
        foreach ($i in 1..100) { "line $i"; if ($i % 40 -eq 0) { Write-Warning "w$i"; Write-Error "e$i"; Start-Sleep -Milliseconds 150 } }
      }
      $child = $job.ChildJobs[0]
      $lines = New-Object System.Collections.ArrayList
      $early = 0
      do {
        $ended = $child.Finished.WaitOne(15)
        foreach ($line in $child.Output.ReadAll()) { $null = $lines.Add([string]$line) }
        if (-not $ended) { $early = $lines.Count }
      } until ($ended)
      ${resultText(`@{
        lines = @($lines); early = $early; state = [string]$child.JobStateInfo.State
        warnings = @($child.Warning | ForEach-Object { [string]$_ }); errors = @($child.Error | ForEach-Object { [string]$_ })
        error = $child.Error[0].GetType().Name
      }`)}`);
    const seen = z
      .object({ lines: z.array(z.string()), early: z.number(), warnings: z.unknown(), errors: z.unknown() })
      .loose()
      .parse(answer);
    expect(seen.lines).toEqual(Array.from({ length: 100 }, (_, index) => `line ${index + 1}`));
    expect(seen.early).toBeGreaterThanOrEqual(40);
    expect(seen).toMatchObject({
      state: 'Completed',
      warnings: ['w40', 'w80'],
      errors: ['e40', 'e80'],
      error: 'RemotingErrorRecord',
    });
  });

  test('a file is copied over the session, whole or in chunks that go on where they were cut off', async () => {
    const bytes = randomBytes(5 * 1024 * 1024 + 123);
    const [source, whole, part] = ['source.bin', 'whole.bin', 'part.bin'].map((name) => join(folder, name));
    if (source === undefined || whole === undefined || part === undefined) throw new Error('no names');
    writeFileSync(source, bytes);
    // A copy that was cut off in the middle of a chunk.
    writeFileSync(part, bytes.subarray(0, 1_500_000));
    const answer = await desk.runHere(
      `param($Source, $Whole, $Part) ${open}
      Copy-Item -LiteralPath $Source -Destination $Whole -ToSession $session
      $append = { param($path, $offset, [byte[]]$bytes)
        $file = New-Object System.IO.FileStream($path, 'OpenOrCreate', 'Write')
        try { $null = $file.Seek($offset, 'Begin'); $file.Write($bytes, 0, $bytes.Length); $file.Length } finally { $file.Dispose() } }
      $from = New-Object System.IO.FileStream($Source, 'Open', 'Read')
      $offset = Invoke-Command -Session $session -ScriptBlock { param($path) (New-Object System.IO.FileInfo($path)).Length } -ArgumentList $Part
      $from.Position = $offset
      $buffer = New-Object byte[] 1MB
      $chunks = 0
      while (($got = $from.Read($buffer, 0, 1MB)) -gt 0) {
        $piece = $buffer
        if ($got -lt 1MB) { $piece = New-Object byte[] $got; [Array]::Copy($buffer, $piece, $got) }
        $offset = Invoke-Command -Session $session -ScriptBlock $append -ArgumentList $Part, $offset, $piece
        $chunks++
      }
      $from.Dispose()
      $hash = Invoke-Command -Session $session -ScriptBlock { param($a, $b) (Get-FileHash -LiteralPath $a).Hash + (Get-FileHash -LiteralPath $b).Hash } -ArgumentList $Whole, $Part
      ${resultText('@{ chunks = $chunks; hash = ([string]$hash).ToLowerInvariant() }')}`,
      { source, whole, part },
    );
    const expected = sha256(bytes);
    expect(answer).toEqual({ chunks: 4, hash: expected + expected });
    expect([whole, part].map((path) => sha256(readFileSync(path)))).toEqual([expected, expected]);
  });

  test('refusals have the exception, code and error id of WinRM', async () => {
    const refused = async (refuses: string, call = `New-PSSession -ComputerName 'LAB-SERVER'`) => {
      server.answer({ refuses });
      const answer = await desk.runHere(`
        $session = ${call} -ErrorAction SilentlyContinue -ErrorVariable failed
        $e = $failed[0]
        ${resultText(`@{ none = $null -eq $session; type = $e.Exception.GetType().Name; code = $e.Exception.ErrorCode; id = $e.FullyQualifiedErrorId; category = [string]$e.CategoryInfo.Category }`)}`);
      server.answer({});
      return answer;
    };
    const all = { none: true, type: 'PSRemotingTransportException', category: 'OpenError' };
    const id = (name: string) => `${name},PSSessionOpenFailed,New-PSSession`;
    expect(await refused('accessDenied')).toEqual({ ...all, code: 5, id: id('AccessDenied') });
    expect(await refused('wrongPassword')).toEqual({ ...all, code: 1326, id: id('LogonFailure') });
    expect(await refused('certificate')).toEqual({ ...all, code: 12175, id: id('12175') });
    expect(await refused('nobodyListens')).toEqual({ ...all, code: -2144108526, id: id('CannotConnect') });
    expect(await refused('notTrusted')).toEqual({ ...all, code: -2144108316, id: id('ServerNotTrusted') });
    // The numbers of Kerberos stand in the sentence; these are the codes beside them.
    expect(await refused('noSession')).toMatchObject({ code: 1312 });
    expect(await refused('principal')).toEqual({ ...all, code: -2144108387, id: id('-2144108387') });
    expect(await refused('notInDomain')).toEqual({ ...all, code: 53, id: id('NetworkPathNotFound') });
    expect(await refused('addressNoTrust')).toEqual({
      ...all,
      code: -2144108101,
      id: id('CannotUseIPAddress'),
    });
    expect(await refused('aborted')).toEqual({ ...all, code: 995, id: id('WinRMOperationAborted') });
    const nameless = await refused('accessDenied', `New-PSSession -ComputerName 'nowhere'`);
    expect(nameless).toEqual({ ...all, code: -2144108103, id: id('ComputerNotFound') });
  });

  test('what the lab plays has only parameters that Windows has', () => {
    const args = [
      '-NoProfile',
      '-NonInteractive',
      '-File',
      'test/lab/Get-CommandUse.ps1',
      '-Folder',
      'test/lab/remote',
    ];
    const output = execFileSync(engine, args, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
    const played = z
      .object({ functions: z.array(z.object({ name: z.string(), parameters: z.array(z.string()) })) })
      .parse(JSON.parse(output)).functions;
    const list = z
      .record(z.string(), z.object({ parameters: z.record(z.string(), z.string()) }))
      .parse(JSON.parse(readFileSync('test/lab/commands.json', 'utf8')));
    for (const name of ['New-PSSession', 'New-PSSessionOption']) {
      const fakes = played.filter((one) => one.name === name);
      expect(fakes.length, name).toBeGreaterThan(0);
      for (const { parameters } of fakes)
        expect(parameters.toSorted(), name).toEqual(Object.keys(list[name]?.parameters ?? {}).sort());
    }
  });
});
