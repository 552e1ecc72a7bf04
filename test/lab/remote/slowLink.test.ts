import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { scripts } from '../../../main/operations/index';
import { BrokerShell } from '../../../main/shell/brokerShell';
import { startPowerShell } from '../../../main/shell/powershell';
import type { Shell } from '../../../main/shell/shell';
import { followAction } from '../../../main/runs/follow';
import { failureOf, GangwayError } from '../../../shared/errors';
import { makeOurs } from '../operations/stage/kit';
import { machineOf } from '../operations/stage/onMachine';
import { registryOf } from '../registry';
import { resultText, scriptText } from '../shell/scriptText';
import { describeWithRemote, openRemoteServer, type LinkConditions, type RemoteServer } from './remoteServer';
import { labSession, openRemoteBroker, remoteTimes } from './remoteShell';

/** So long a link may be silent where silence is what is tested: on a busy machine a session takes half of it to open. */
const silenceMs = 20_000;
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);
const failure = (call: Promise<unknown>) =>
  call.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );

describeWithRemote('links with delay, loss, silence and cuts (a link in user space)', (engine) => {
  let server: RemoteServer;
  let folder: string;
  let desk: Awaited<ReturnType<typeof openRemoteBroker>>;
  let before = 0;
  const openDesk = async (times = remoteTimes) => {
    desk = await openRemoteBroker(engine, folder, server, times);
  };
  const conditions = (given: LinkConditions) => server.answer({ conditions: given });
  const ranFile = () => join(folder, 'ran');
  /** How often the server ran what was asked of it. */
  const ran = () => (existsSync(ranFile()) ? readFileSync(ranFile(), 'utf8').length : 0);
  const texts = () =>
    desk.told.flatMap((one) => (one.kind === 'log' && one.source === 'out' ? [one.text] : []));
  /** Notes on the server that it ran, and says numbered lines; `pause` (ms) between them. */
  const lines = (count: number, pause = 0) =>
    `[IO.File]::AppendAllText('${ranFile()}', 'x')
     foreach ($i in 1..${count}) { "line $i"; if (${pause}) { Start-Sleep -Milliseconds ${pause} } }
     ${resultText('$PID')}`;

  beforeAll(() => {
    const machine = machineOf('2019-fresh');
    server = openRemoteServer({ ...machine, registry: registryOf(machine) });
    folder = mkdtempSync(join(tmpdir(), 'gangway-slow-'));
    makeOurs(server.lab.disk);
  });
  afterAll(async () => {
    await desk.broker.close();
    server.remove();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    conditions({});
    if (before === 0 || !desk.broker.alive) await openDesk();
    await desk.run(resultText('1'));
    before = server.sessions().length;
    desk.told.length = 0;
    rmSync(ranFile(), { force: true });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await desk.broker.kill(new GangwayError('operation.canceled'));
  });
  const newest = () => server.sessions().at(-1) ?? 0;

  test.each<[string, LinkConditions, number]>([
    ['50 ms there and back', { delayMs: 25, jitterMs: 5 }, 50],
    ['400 ms there and back, uneven', { delayMs: 200, jitterMs: 80 }, 400],
    ['loss and a narrow way', { delayMs: 20, jitterMs: 20, loss: 0.1, bytesPerSecond: 100_000 }, 40],
  ])(
    '%s: every record once and in order, asked once, in one session [row 16]',
    async (_what, given, leastMs) => {
      conditions(given);
      const began = Date.now();
      expect(await desk.run(lines(400))).toBe(newest());
      // The link is as bad as it says.
      expect(Date.now() - began).toBeGreaterThanOrEqual(leastMs);
      expect(texts()).toEqual(numbered(400));
      expect([ran(), server.sessions().length]).toEqual([1, before]);
    },
  );

  test('cut in the middle of a record: what was told is whole, nothing is asked again, another session goes on', async () => {
    const call = failure(desk.run(lines(3000, 2)));
    await expect.poll(() => desk.told.length, { timeout: 60_000 }).toBeGreaterThan(5);
    conditions({ cutAfter: { id: 'record', direction: 'down', bytes: 2345 } });
    // The transport of the lab may take the whole process along at a torn line; WinRM carries none. Either is a lost link.
    expect(['target.unreachable', 'shell.exited']).toContain(failureOf(await call).code);
    expect(texts()).toEqual(numbered(texts().length));
    if (!desk.broker.alive) await openDesk();
    conditions({});
    expect(await desk.run(resultText('$PID'))).toBe(newest());
    expect([ran(), server.sessions().length]).toEqual([1, before + 1]);
  });

  test('half open: nothing crosses and nobody is told; it is found by its silence, and nothing is asked again [row 15]', async () => {
    await desk.broker.close();
    await openDesk({ ...remoteTimes, silenceMs });
    await desk.run(resultText('1'));
    before = server.sessions().length;
    desk.told.length = 0;
    const call = failure(desk.run(lines(100_000, 20)));
    await expect.poll(() => desk.told.length, { timeout: 60_000 }).toBeGreaterThan(5);
    conditions({ silent: true });
    expect(await call).toMatchObject({
      code: 'target.unreachable',
      detail: 'Nothing was heard from the server for 20 s.',
    });
    expect(texts()).toEqual(numbered(texts().length));
    conditions({});
    expect(await desk.run(resultText('$PID'))).toBe(newest());
    expect([ran(), server.sessions().length]).toEqual([1, before + 1]);
  });

  test('cut in the middle of a piece of a file: the copy goes on behind what had arrived', async () => {
    const bytes = randomBytes(900_000);
    const source = join(folder, 'md4ws.msi');
    writeFileSync(source, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const place = join(server.lab.disk, 'ProgramData/Gangway/library', sha256, 'md4ws.msi');
    const send = () =>
      desk.run('', {
        script: scripts['Send-Package'],
        params: { files: [{ sha256, name: 'md4ws.msi', bytes: bytes.length, source }] },
        across: true,
      });
    const progress = () => desk.told.flatMap((one) => (one.kind === 'progress' ? [one.done] : []));
    // Bytes cross as text, so a third more of them; the script itself is small beside that.
    conditions({ delayMs: 10, cutAfter: { id: 'piece', direction: 'up', bytes: 600_123 } });
    expect(await failure(send())).toMatchObject({ code: 'target.unreachable' });
    const arrived = statSync(`${place}.part`).size;
    expect(arrived).toBeGreaterThan(0);
    expect(arrived).toBeLessThan(bytes.length);
    expect(existsSync(place)).toBe(false);
    conditions({ delayMs: 10 });
    desk.told.length = 0;
    expect(await send()).toMatchObject({ changed: true });
    expect(readFileSync(place).equals(bytes)).toBe(true);
    expect(progress()[0]).toBeGreaterThan(arrived);
  });

  test('a storm: link after link breaks, attempts wait in between, and the action is sent once and told once [row 13]', async () => {
    const runId = 'run-storm-01';
    const slow = scriptText(`param([string]$RunFolder)
      [IO.File]::AppendAllText('${ranFile()}', 'x')
      for ($i = 1; -not (Test-Path -LiteralPath (Join-Path $RunFolder 'go')); $i++) { "line $i"; Start-Sleep -Milliseconds 10 }
      ${resultText('@{ changed = $true; restart = $false; native = $null }')}`);
    const open = () =>
      new BrokerShell(
        () => startPowerShell({ executable: engine, env: server.env }),
        { ...scripts, 'Install-Prerequisite': slow },
        // Every break here is told. A short limit of silence would end the start of a task on a busy machine.
        remoteTimes,
        labSession,
      );
    let shell = open();
    await shell.start(runId, 1, 'Install-Prerequisite', { fix: 'defenderEnable' });
    const links = server.sessions().length;
    // Some die while they are opened, some in the middle of an answer. A link opened later is one that stays.
    const lives = [500, 9000, 500, 2000, 20_000];
    conditions({ lives: [...Array.from({ length: links - 1 }, () => 1e9), 1, ...lives] });
    const taken: number[] = [];
    const waits: number[] = [];
    const follow: Shell['follow'] = (run, nn, from, onRecords, signal) =>
      shell.follow(
        run,
        nn,
        from,
        async (more) => {
          taken.push(...more.map((record) => record.n));
          await onRecords(more);
        },
        signal,
      );
    const reached = {
      shell: () => Promise.resolve({ shell: { follow } }),
      closeShell: async () => {
        await shell.close();
        shell = open();
      },
      change: () => undefined,
      view: () => ({ skewMs: 0 }),
    };
    const needs = {
      outputs: { append: () => Promise.resolve() },
      now: Date.now,
      pace: {
        limitMs: () => 600_000,
        get backOffMs() {
          waits.push(Date.now());
          return [10, 20, 40];
        },
      },
    };
    const runFolder = join(server.lab.disk, 'ProgramData/Gangway/runs', runId, '01');
    const place = { runId, nn: 1, action: 'prepare', operation: 'Install-Prerequisite' as const };
    const following = followAction(needs as never, reached as never, place, new AbortController().signal);
    await expect
      .poll(() => server.sessions().length, { timeout: 200_000 })
      .toBeGreaterThan(links + lives.length);
    writeFileSync(join(runFolder, 'go'), '');
    const { outcome, end } = await following;
    expect([outcome, end?.ok, ran()]).toEqual(['ended', true, 1]);
    expect(waits.length).toBeGreaterThan(0);
    const written = readFileSync(join(runFolder, 'records.jsonl'), 'utf8').trimEnd().split('\n').length;
    expect(taken).toEqual(Array.from({ length: written }, (_, index) => index));
    await shell.close();
  }, 300_000);
});
