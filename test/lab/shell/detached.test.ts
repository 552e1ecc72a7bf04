import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { scripts } from '../../../main/operations/index';
import type { BrokerShell } from '../../../main/shell/brokerShell';
import type { RunRecord } from '../../../shared/bridge/records';
import { describeWithEngine } from '../engine';
import { type LabMachine, openLabMachine } from '../labMachine';
import { machineOf } from '../operations/stage/onMachine';
import { registryOf } from '../registry';
import { done, endRunners, lastingRead, shellOf, slow } from './detachedShell';
import { resultText } from './scriptText';

describeWithEngine('detached actions', (engine) => {
  // One machine and one shell for all tests, a run of its own for each: starting an engine is what takes time here.
  let lab: LabMachine;
  let shell: BrokerShell;
  let runId = '';
  // What the operations of the next start are, and what reads their records.
  const texts = { action: done, reading: '' };
  const open: BrokerShell[] = [];
  const never = new AbortController().signal;
  const newShell = (where = lab) => {
    const made = shellOf(engine, where, texts);
    open.push(made);
    return made;
  };
  beforeAll(() => {
    const machine = machineOf('2019-fresh');
    lab = openLabMachine({ ...machine, registry: registryOf(machine) });
    shell = newShell();
  });
  afterAll(async () => {
    await Promise.all(open.map((one) => one.close()));
    lab.remove();
  });
  beforeEach(() => {
    runId = `run-${randomUUID()}`;
    Object.assign(texts, { action: done, reading: scripts['Read-Run'].text });
  });

  afterEach(() => endRunners(folder('')));

  const folder = (nn = '01') => join(lab.disk, 'ProgramData/Gangway/runs', runId, nn);
  const start = (by = shell) => by.start(runId, 1, 'Set-PassiveMode', { mode: 'passive' });
  const follow = async (from = 0) => {
    const records: RunRecord[] = [];
    const outcome = await shell.follow(runId, 1, from, async (more) => void records.push(...more), never);
    return { outcome, records };
  };
  const until = (isSo: () => boolean) => expect.poll(isSo, { timeout: 60_000 }).toBe(true);
  const said = (nn = '01') => {
    const path = join(folder(nn), 'records.jsonl');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };

  test('runs with its parameters and folders and with Windows’ tools alone on its Path, leaves its records and removes its task', async () => {
    texts.action = `[CmdletBinding()] param([string]$Mode, [string]$RunFolder, [string]$LibraryFolder)
      [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'begin'; Detail = "$Mode|$RunFolder|$LibraryFolder|$PWD|$env:Path" }
      ${done}`;
    await start();
    const { outcome, records } = await follow();
    expect(outcome).toBe('ended');
    expect(records.map((record) => record.n)).toEqual([0, 1, 2, 3]);
    const library = join(lab.disk, 'ProgramData/Gangway/library');
    const [windows, system] = [join(lab.disk, 'Windows'), join(lab.disk, 'Windows', 'System32')];
    const path = [system, windows, join(system, 'Wbem'), join(system, 'WindowsPowerShell', 'v1.0')].join(';');
    expect(records.slice(1)).toMatchObject([
      { kind: 'step', detail: `passive|${folder()}|${library}|${folder()}|${path}` },
      { kind: 'result', value: { changed: true, before: null, after: 1 } },
      { kind: 'end', ok: true, code: null, native: null },
    ]);
    expect(JSON.parse(readFileSync(join(folder(), 'end.json'), 'utf8'))).toEqual(records[3]);
    expect(JSON.parse(readFileSync(join(folder(), 'request.json'), 'utf8'))).toMatchObject({
      runId,
      nn: 1,
      operation: 'Set-PassiveMode',
      cancel: 'never',
      params: '{"mode":"passive"}',
    });
    await until(() => !readdirSync(join(lab.folder, 'tasks')).some((name) => name.endsWith('.json')));
    // The runner removes its task first and lets go of its lock last: only then has it ended for everybody.
    await expect
      .poll(() => shell.run('Stop-Run', { runId, nn: 1, asked: true }), { timeout: 60_000 })
      .toEqual({ asked: false });
  });

  test('goes on when the broker is killed, and is followed again without gap or repetition', async () => {
    texts.action = slow;
    const first = newShell();
    const { pid } = await first.hello();
    await start(first);
    const seen: RunRecord[] = [];
    const stop = new AbortController();
    const call = first
      .follow(runId, 1, 0, async (more) => void seen.push(...more), stop.signal)
      .catch(() => undefined);
    await until(() => seen.length > 10);
    process.kill(pid, 'SIGKILL');
    stop.abort();
    await call;
    writeFileSync(join(folder(), 'go'), '');
    const { outcome, records } = await follow(seen.length);
    expect(outcome).toBe('ended');
    const all = [...seen, ...records];
    expect(all.map((record) => record.n)).toEqual(all.map((_, index) => index));
    const lines = readFileSync(join(folder(), 'records.jsonl'), 'utf8').trimEnd().split('\n');
    expect(all).toEqual(lines.map((line): unknown => JSON.parse(line)));
  });

  test('a second start of the same action is refused, and leaves the first alone', async () => {
    texts.action = slow;
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'run.alreadyStarted' });
    await until(() => existsSync(join(folder(), 'lock')));
    await expect(start(newShell())).rejects.toMatchObject({ code: 'run.alreadyStarted' });
    writeFileSync(join(folder(), 'go'), '');
    expect((await follow()).outcome).toBe('ended');
  });

  // Row platform/task-register-denied: the scheduler tells it by a category alone.
  test('a session without rights is refused by the scheduler, and what was prepared is taken away', async () => {
    const file = lab.env.GANGWAY_LAB ?? '';
    const machine = readFileSync(file, 'utf8');
    writeFileSync(file, machine.replace('"elevated":true', '"elevated":false'));
    await expect(start()).rejects.toMatchObject({ code: 'target.accessDenied' });
    expect(existsSync(folder())).toBe(false);
    writeFileSync(file, machine);
  });

  test('a task that Windows runs and that has not begun is waited for, and nothing is started beside it', async () => {
    const program = join(lab.disk, 'Windows/System32/WindowsPowerShell/v1.0/powershell.exe');
    const usual = readFileSync(program, 'utf8');
    const gate = join(lab.folder, 'begin');
    const line = `\n: >'${gate}.waits'; while ! test -e '${gate}'; do sleep 0.05; done\n`;
    writeFileSync(program, usual.replace('\n', line));
    await start();
    // A shell that has not read its file yet would read the usual one.
    await until(() => existsSync(`${gate}.waits`));
    writeFileSync(program, usual);
    const read = () => shell.run('Read-Run', { runId, nn: 1, offset: 0, waitMs: 0 });
    await expect.poll(async () => (await read()).taskResult, { timeout: 60_000 }).toBe(0x41301);
    expect(await read()).toMatchObject({ state: 'absent', task: 'registered' });
    expect(await shell.run('Get-RunHealth', { runId, nn: 1 })).toMatchObject({ alive: false, waiting: true });
    const other = `run-${randomUUID()}`;
    const beside = () => shell.start(other, 1, 'Set-PassiveMode', { mode: 'active' });
    await expect(beside()).rejects.toMatchObject({ code: 'run.otherUnderWay', detail: `${runId}-01` });
    const { runs } = await shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
    expect(runs.find((run) => run.runId === runId)?.outcome).toBe('running');
    writeFileSync(gate, '');
    expect((await follow()).outcome).toBe('ended');
    await beside();
    expect(await shell.follow(other, 1, 0, async () => undefined, never)).toBe('ended');
  });

  test('a runner that is killed leaves an unknown outcome, with the records it wrote', async () => {
    texts.action = slow;
    await start();
    await until(() => said().length > 300);
    const health = await shell.run('Get-RunHealth', { runId, nn: 1 });
    expect(health).toMatchObject({ alive: true, installer: { busy: false, pid: null } });
    endRunners(folder(''));
    const { outcome, records } = await follow();
    expect(outcome).toBe('unknown');
    expect(records[0]).toMatchObject({ kind: 'start', pid: health.processes[0]?.pid });
    expect(await shell.run('Get-RunHealth', { runId, nn: 1 })).toMatchObject({ alive: false, processes: [] });
  });

  test('a runner that is killed while its next line is waited for is told within a second, by the call that waits', async () => {
    texts.action = 'Start-Sleep -Seconds 300';
    await start();
    await until(() => said().endsWith('\n'));
    const [runner] = (await shell.run('Get-RunHealth', { runId, nn: 1 })).processes;
    const looks = join(lab.folder, `looks-${runId}`);
    texts.reading = lastingRead(looks);
    const count = () => (existsSync(looks) ? readFileSync(looks, 'utf8').length : 0);
    const call = shell.run('Read-Run', { runId, nn: 1, offset: said().length, waitMs: 2000 });
    await until(() => count() > 0);
    process.kill(runner?.pid ?? Number.NaN, 'SIGKILL');
    const before = count();
    expect(await call).toMatchObject({ state: 'unknown', lines: [] });
    expect(count() - before).toBeLessThanOrEqual(1000 / 40);
  });

  test('a runner that is just taking its lock has not begun, and is not taken for a dead one', async () => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'lock'), '');
    const read = () => shell.run('Read-Run', { runId, nn: 1, offset: 0, waitMs: 0 });
    expect(await read()).toEqual({ state: 'absent', lines: [], offset: 0, task: 'none', taskResult: null });
    writeFileSync(join(folder(), 'records.jsonl'), '');
    expect((await read()).state).toBe('unknown');
  });

  test('a cancel stops between two stages where the policy says so', async () => {
    texts.action = `param([string]$RunFolder)
      [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'begin' }
      while (-not (Test-Path -LiteralPath (Join-Path $RunFolder 'cancel'))) { Start-Sleep -Milliseconds 10 }
      [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'done' }
      try { [pscustomobject]@{ Kind = 'step'; Key = 'two'; State = 'begin' } } catch { throw 'operation.failed' }
      [IO.File]::WriteAllText((Join-Path $RunFolder 'reached'), '')
      ${resultText('@{ changed = $true; restart = $false; native = $null }')}`;
    const inFirstStage = (nn: string) => until(() => said(nn).includes('"key":"one"'));
    await shell.start(runId, 1, 'Install-Prerequisite', { fix: 'defenderEnable' });
    await inFirstStage('01');
    await shell.stop(runId, 1, true);
    const { records } = await follow();
    await shell.start(runId, 2, 'Set-PassiveMode', { mode: 'passive' });
    await inFirstStage('02');
    await shell.stop(runId, 2, true);
    expect(records.slice(1)).toMatchObject([
      { kind: 'step', key: 'one', state: 'begin' },
      { kind: 'step', key: 'one', state: 'done' },
      { kind: 'end', ok: false, code: 'operation.canceled' },
    ]);
    expect(existsSync(join(folder('01'), 'reached'))).toBe(false);
    await until(() => existsSync(join(folder('02'), 'end.json')));
    expect(existsSync(join(folder('02'), 'reached'))).toBe(true);
  });

  test('a cancel that is taken back stops nothing', async () => {
    texts.action = `param([string]$RunFolder)
      [pscustomobject]@{ Kind = 'step'; Key = 'one'; State = 'begin' }
      while (-not (Test-Path -LiteralPath "$RunFolder/go")) { Start-Sleep -Milliseconds 10 }
      [pscustomobject]@{ Kind = 'step'; Key = 'two'; State = 'begin' }
      ${resultText('@{ changed = $true; restart = $false; native = $null }')}`;
    await shell.start(runId, 1, 'Install-Prerequisite', { fix: 'defenderEnable' });
    await until(() => said('01').includes('"key":"one"'));
    for (const asked of [true, false])
      expect(await shell.run('Stop-Run', { runId, nn: 1, asked })).toEqual({ asked });
    writeFileSync(join(folder(), 'go'), '');
    expect((await follow()).records.at(-1)).toMatchObject({ kind: 'end', ok: true });
  });

  test.each([
    ['a throw', `throw 'package.missing'`, { ok: false, code: 'package.missing' }],
    ['exit', 'exit 3', { ok: false, code: 'operation.badResult' }],
    ['no result', `'loose'`, { ok: false, code: 'operation.badResult' }],
    [
      'names that the runner uses',
      `$state = 1; $request = 2; $RunFolder = 3; function Write-Record { throw 'x' }; ${done}`,
      { ok: true },
    ],
  ])('ends with the right record: %s', async (_, given, end) => {
    texts.action = given;
    await start();
    const { outcome, records } = await follow();
    expect(outcome).toBe('ended');
    expect(records.at(-1)).toMatchObject({ kind: 'end', ...end });
  });

  test('an operation changed on the server is not run, nor is a changed runner', async () => {
    const program = join(lab.disk, 'Windows/System32/WindowsPowerShell/v1.0/powershell.exe');
    const usual = readFileSync(program, 'utf8');
    const changing = (path: string) => usual.replace('\n', `\necho >> '${path}'\n`);
    writeFileSync(program, changing(join(folder('01'), 'operation.ps1')));
    await start();
    expect((await follow()).records.at(-1)).toMatchObject({ kind: 'end', code: 'operation.hashMismatch' });
    writeFileSync(program, changing(join(folder('02'), 'runner.ps1')));
    await shell.start(runId, 2, 'Set-PassiveMode', { mode: 'passive' });
    expect(await shell.follow(runId, 2, 0, async () => undefined, never)).toBe('neverStarted');
    expect(existsSync(join(folder('02'), 'lock'))).toBe(false);
    writeFileSync(program, usual);
  });

  test('a torn last line waits, a shrunken file is an error', async () => {
    texts.action = slow;
    await start();
    await until(() => existsSync(join(folder(), 'records.jsonl')));
    writeFileSync(join(folder(), 'go'), '');
    const { records } = await follow();
    const read = (offset: number) => shell.run('Read-Run', { runId, nn: 1, offset, waitMs: 0 });
    const size = readFileSync(join(folder(), 'records.jsonl')).length;
    appendFileSync(join(folder(), 'records.jsonl'), '{"n":');
    expect(await read(size)).toMatchObject({ state: 'ended', lines: [], offset: size, task: 'none' });
    expect((await read(0)).lines.length).toBe(records.length);
    await expect(read(size + 100)).rejects.toMatchObject({ code: 'run.brokenRecords' });
  });

  test('runs of more than thirty days ago are tidied by the next start', async () => {
    const old = lab.ownFolder('ProgramData', 'Gangway', 'runs', 'run-old-1');
    const young = lab.ownFolder('ProgramData', 'Gangway', 'runs', 'run-young');
    for (const above of [['runs'], []]) lab.ownFolder('ProgramData', 'Gangway', ...above);
    mkdirSync(join(old, '01'), { recursive: true });
    const then = new Date(Date.now() - 31 * 86_400_000);
    for (const path of [join(old, '01'), old]) utimesSync(path, then, then);
    await start();
    expect(existsSync(old)).toBe(false);
    expect(existsSync(young)).toBe(true);
    expect((await follow()).outcome).toBe('ended');
  });
});
