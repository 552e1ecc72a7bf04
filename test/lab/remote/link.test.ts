import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { resultText } from '../shell/scriptText';
import { describeWithRemote, openRemoteServer, type RemoteServer } from './remoteServer';
import { labSession, openRemoteBroker } from './remoteShell';

const log = (text: string) =>
  `[pscustomobject]@{ Kind = 'log'; Source = 'run'; Level = 'info'; Text = ${text} }`;

describeWithRemote('one broker and a server behind a session', (engine) => {
  let server: RemoteServer;
  let desk: Awaited<ReturnType<typeof openRemoteBroker>>;
  let folder: string;
  beforeAll(async () => {
    server = openRemoteServer();
    folder = mkdtempSync(join(tmpdir(), 'gangway-link-'));
    desk = await openRemoteBroker(engine, folder, server);
  });
  afterAll(async () => {
    await desk.broker.close();
    server.remove();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    desk.told.length = 0;
  });
  const texts = () => desk.told.map((record) => (record.kind === 'log' ? record.text : record.kind));

  test('an operation runs on the server, and the next one in the same session', async () => {
    const where = resultText('@{ pid = $PID; name = $env:COMPUTERNAME; data = $env:ProgramData }');
    const answer = await desk.run(where);
    expect(answer).toEqual({
      pid: server.sessions()[0],
      name: 'LAB-SERVER',
      data: join(server.lab.disk, 'ProgramData'),
    });
    expect(await desk.run(where)).toEqual(answer);
    expect(server.sessions()).toHaveLength(1);
    expect(desk.hello.pid).not.toBe(server.sessions()[0]);
  });

  test('parameters and results cross unharmed, however deep', async () => {
    const params = {
      text: 'é漢\u{1F600}"\'`$(throw 1)\n\t\\ \u0001 _x000A_',
      list: ['one'],
      none: null,
      deep: { a: [1, { b: [], c: { d: { e: [[1], []] } } }], c: false, d: 1.5, e: 9007199254740991 },
    };
    const text = `param($Text, [object[]]$List, [object]$None, $Deep, [string]$LibraryFolder)
      ${resultText('@{ text = $Text; list = $List; none = $None; deep = $Deep; empty = @{}; library = $LibraryFolder }')}`;
    const library = join(server.lab.disk, 'ProgramData/Gangway/library');
    expect(await desk.run(text, { params })).toEqual({ ...params, empty: {}, library });
  });

  test('records arrive while it runs, in order, whatever stream they took', async () => {
    const go = join(folder, 'go');
    const call = desk.run(`$ErrorActionPreference = 'Continue'
      [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'begin' }
      Write-Warning 'careful'
      [pscustomobject]@{ Kind = 'progress'; Done = 5; Total = $null }
      while (-not (Test-Path -LiteralPath '${go}')) { Start-Sleep -Milliseconds 20 }
      'loose'
      ${log("'said'")}
      Write-Error 'not fatal'
      [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'done'; Detail = 'well' }
      ${resultText('1')}`);
    await expect.poll(() => desk.told.length, { timeout: 10_000 }).toBe(3);
    writeFileSync(go, '');
    await call;
    expect(desk.told.map(({ at, ...rest }) => ({ ...rest, recent: Date.now() - at < 60_000 }))).toEqual(
      [
        { kind: 'step', key: 'one', state: 'begin', detail: '' },
        { kind: 'log', source: 'warn', level: 'warn', text: 'careful' },
        { kind: 'progress', done: 5, total: null },
        { kind: 'log', source: 'out', level: 'info', text: 'loose' },
        { kind: 'log', source: 'run', level: 'info', text: 'said' },
        { kind: 'log', source: 'err', level: 'error', text: 'not fatal' },
        { kind: 'step', key: 'one', state: 'done', detail: 'well' },
      ].map((record, n) => ({ n, ...record, recent: true })),
    );
  });

  test('5,000 records arrive in order', async () => {
    await desk.run(`foreach ($i in 1..5000) { ${log('"line $i"')} }; ${resultText('1')}`);
    expect(texts()).toEqual(Array.from({ length: 5000 }, (_, index) => `line ${index + 1}`));
  });

  test.each([
    ['a code of the closed set', `throw 'package.missing'`, 'package.missing', null],
    [
      'the exit code of a tool',
      `throw (New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception('why')), 'operation.failed', 'NotSpecified', @{ Native = 1603 }))`,
      'operation.failed',
      1603,
    ],
    ['an unknown id', `throw 'whatever'`, 'operation.failed', null],
    [
      'a refusal of Windows',
      `throw (New-Object System.UnauthorizedAccessException('no'))`,
      'target.accessDenied',
      null,
    ],
    ['no result', `'nothing'`, 'operation.badResult', null],
    ['two results', `${resultText('1')}; ${resultText('2')}`, 'operation.badResult', null],
    ['a result that is not plain', resultText('@{ a = Get-Date }'), 'operation.badResult', null],
    ['a script that does not parse', 'if (', 'operation.failed', null],
    [
      'a parameter it does not have',
      `[CmdletBinding()] param() ${resultText('1')}`,
      'operation.failed',
      null,
    ],
    [
      'a question to the person',
      `$ErrorActionPreference = 'Stop'; Read-Host 'name'`,
      'operation.failed',
      null,
    ],
  ])('fails by code, and the session stays: %s', async (_, text, code, native) => {
    const before = server.sessions().length;
    await expect(desk.run(text, { params: { a: 1 } })).rejects.toMatchObject({ code, native });
    expect(await desk.run(resultText('1'))).toBe(1);
    expect(server.sessions()).toHaveLength(before);
  });

  test('an operation that exits ends nothing but itself', async () => {
    const before = server.sessions().length;
    await expect(desk.run(`'said'; exit 3`)).rejects.toMatchObject({ code: 'operation.badResult' });
    expect(texts()).toEqual(['said']);
    expect(await desk.run(resultText('1'))).toBe(1);
    expect(server.sessions()).toHaveLength(before);
  });

  test('a cancel leaves the operation, which is stopped behind our back with its finally', async () => {
    const stop = new AbortController();
    const file = join(folder, 'tidied');
    const call = desk.run(
      `${log("'begun'")}; try { Start-Sleep -Seconds 20 } finally { [IO.File]::WriteAllText('${file}', '') }`,
      { signal: stop.signal },
    );
    const ended = expect(call).rejects.toMatchObject({ code: 'operation.canceled' });
    await expect.poll(texts, { timeout: 10_000 }).toEqual(['begun']);
    stop.abort();
    await ended;
    expect(await desk.run(resultText('1'))).toBe(1);
    await expect.poll(() => existsSync(file), { timeout: 5000 }).toBe(true);
    expect(desk.broker.alive).toBe(true);
  });

  test('another server or another account is another session', async () => {
    const before = server.sessions().length;
    const ciphertext = await desk.runHere(
      `$secure = New-Object System.Security.SecureString
       foreach ($c in 'Pa55 w0rd'.ToCharArray()) { $secure.AppendChar($c) }
       ${resultText('(ConvertFrom-SecureString -SecureString $secure)')}`,
    );
    const as = (text: unknown) => ({
      session: { ...labSession, credential: { userName: 'LAB\\anna', ciphertext: String(text) } },
    });
    server.answer({ password: 'Pa55 w0rd' });
    expect(await desk.run(resultText('1'), as(ciphertext))).toBe(1);
    expect(server.sessions()).toHaveLength(before + 1);
    server.answer({ password: 'another' });
    // The session that is open needs no password again.
    expect(await desk.run(resultText('2'), as(ciphertext))).toBe(2);
    await expect(desk.run(resultText('3'))).rejects.toMatchObject({ code: 'target.accessDenied', native: 5 });
    await expect(desk.run(resultText('3'), as(ciphertext))).rejects.toMatchObject({
      code: 'target.accessDenied',
      native: 1326,
    });
    server.answer({});
  });

  test('a server that refuses is told by its code, and the process goes on', async () => {
    const refusals = [
      ['accessDenied', 'target.accessDenied', 5],
      ['filteredToken', 'target.accessDenied', 5],
      ['wrongPassword', 'target.accessDenied', 1326],
      ['nobodyListens', 'target.unreachable', -2144108526],
      ['noAnswer', 'target.unreachable', -2144108250],
      ['certificate', 'target.unreachable', 12175],
      ['notTrusted', 'target.unreachable', -2144108316],
    ] as const;
    // Another way to the same server, so that no session is open yet.
    const session = { ...labSession, port: 5985 };
    for (const [refuses, code, native] of refusals) {
      server.answer({ refuses });
      await expect(desk.run(resultText('1'), { session }), refuses).rejects.toMatchObject({ code, native });
    }
    server.answer({});
    expect(await desk.run(resultText('1'), { session })).toBe(1);
  });

  test('a name that nobody knows and a port that is closed are told by their codes', async () => {
    const unknown = desk.run(resultText('1'), { session: { ...labSession, computerName: 'nowhere' } });
    await expect(unknown).rejects.toMatchObject({ code: 'target.unreachable', native: -2144108103 });
    server.answer({ ports: [5986] });
    await expect(desk.run(resultText('1'))).rejects.toMatchObject({ native: -2144108526 });
    expect(await desk.run(resultText('1'), { session: { ...labSession, useSsl: true } })).toBe(1);
    server.answer({});
  });

  test('a text that is not the one that was hashed is not sent', async () => {
    const before = server.sessions().length;
    const script = { text: resultText('2'), sha256: '0'.repeat(64) };
    await expect(desk.run('', { script })).rejects.toMatchObject({ code: 'operation.hashMismatch' });
    expect(server.sessions()).toHaveLength(before);
  });

  test('a large request and a large answer pass', async () => {
    const text = 'ab"é'.repeat(5000) + 'a'.repeat(1_000_000);
    expect(await desk.run(`param($Text) ${resultText('$Text')}`, { params: { text } })).toBe(text);
  });
});
