import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scripts } from '../../../main/operations/index';
import { BrokerShell } from '../../../main/shell/brokerShell';
import { followRun } from '../../../main/shell/followRun';
import { createPowerShell, startPowerShell } from '../../../main/shell/powershell';
import { operations } from '../../../shared/model/operations';
import type { RunRecord } from '../../../shared/bridge/records';
import { machineOf } from '../operations/stage/onMachine';
import { registryOf } from '../registry';
import { resultText, scriptText } from '../shell/scriptText';
import { describeWithRemote, openRemoteServer, type RemoteServer } from './remoteServer';
import { labSession, openRemoteBroker, remoteTimes } from './remoteShell';

const never = new AbortController().signal;
/** Writes a line every few milliseconds until a file appears, then some more. */
const slow = scriptText(`param([string]$RunFolder)
  $i = 0
  while (-not (Test-Path -LiteralPath (Join-Path $RunFolder 'go'))) { "line $i"; $i++; Start-Sleep -Milliseconds 10 }
  foreach ($j in 1..50) { "more $j" }
  ${resultText('@{ changed = $true; restart = $false; native = $null }')}`);

describeWithRemote('a server behind a session, from facts to detached actions', (engine) => {
  let server: RemoteServer;
  let shell: BrokerShell;
  const open: BrokerShell[] = [];
  const newShell = () => {
    const start = () => startPowerShell({ executable: engine, env: server.env });
    const made = new BrokerShell(
      start,
      { ...scripts, 'Install-Prerequisite': slow },
      remoteTimes,
      labSession,
    );
    open.push(made);
    return made;
  };
  beforeAll(() => {
    const machine = machineOf('2019-fresh');
    server = openRemoteServer({ ...machine, registry: registryOf(machine) });
    shell = newShell();
  });
  afterAll(async () => {
    await Promise.all(open.map((one) => one.close()));
    server.remove();
  });

  const folder = (runId: string) => join(server.lab.disk, 'ProgramData/Gangway/runs', runId, '01');
  const linesOf = (runId: string) =>
    readFileSync(join(folder(runId), 'records.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
  const newest = () => server.sessions().at(-1) ?? 0;
  const follow = async (runId: string, from = 0, by = shell) => {
    const records: RunRecord[] = [];
    const outcome = await by.follow(runId, 1, from, async (more) => void records.push(...more), never);
    return { outcome, records };
  };
  /** Starts the slow action and follows it until some records were told; then `cut` happens. */
  const followUntilCut = async (runId: string, by: BrokerShell, cut: () => void) => {
    await by.start(runId, 1, 'Install-Prerequisite', { fix: 'defenderEnable' });
    const seen: RunRecord[] = [];
    const following = by
      .follow(runId, 1, 0, async (more) => void seen.push(...more), never)
      .then(
        () => null,
        (error: unknown) => error,
      );
    await expect.poll(() => seen.length, { timeout: 30_000 }).toBeGreaterThan(10);
    cut();
    return { seen, following };
  };

  test('reads the same facts over the session as on the server itself', async () => {
    const here = createPowerShell({ executable: engine, env: server.lab.env });
    const params = { antivirusServices: ['McShield'], eventsSince: 0 };
    const [over, on] = [
      await shell.run('Get-ServerState', params),
      await here.run('Get-ServerState', params),
    ];
    await here.close();
    const still = (value: object): unknown =>
      JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'readAt' ? 0 : one)));
    expect(still(over)).toEqual(still(on));
    expect(over.policy.forceDefenderPassiveMode).toBeNull();
  });

  test('changes the server in a detached action and shows it in the facts', async () => {
    const runId = 'run-passive-1';
    await shell.start(runId, 1, 'Set-PassiveMode', { mode: 'passive' });
    const { outcome, records } = await follow(runId);
    expect(outcome).toBe('ended');
    expect(records.at(-1)).toMatchObject({ kind: 'end', ok: true });
    expect(records).toEqual(linesOf(runId).map((line): unknown => JSON.parse(line)));
    const after = await shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
    expect(after.policy.forceDefenderPassiveMode).toBe(1);
    expect(after.runs).toMatchObject([{ runId, nn: 1, operation: 'Set-PassiveMode', outcome: 'ok' }]);
    await expect(shell.start(runId, 1, 'Set-PassiveMode', { mode: 'passive' })).rejects.toMatchObject({
      code: 'run.alreadyStarted',
    });
    expect(server.sessions()).toHaveLength(1);
  });

  test('a session that is killed while an action is followed: a new one goes on without gap or repetition', async () => {
    const runId = 'run-broken-1';
    const before = server.sessions().length;
    const { seen, following } = await followUntilCut(runId, shell, () => process.kill(newest(), 'SIGKILL'));
    writeFileSync(join(folder(runId), 'go'), '');
    // The read that failed is asked again, over a session that is opened for it.
    expect(await following).toBeNull();
    const all = seen;
    expect(all).toEqual(linesOf(runId).map((line): unknown => JSON.parse(line)));
    expect(all.map((record) => record.n)).toEqual(all.map((_, index) => index));
    expect(all.at(-1)).toMatchObject({ kind: 'end', ok: true });
    expect(server.sessions().length).toBe(before + 1);
    // And whoever comes later starts at the number that is missing.
    const late = await follow(runId, 20, newShell());
    expect(late.records).toEqual(all.slice(20));
  });

  test('a link that freezes while an action is followed: found by its silence, another session goes on', async () => {
    const runId = 'run-frozen-1';
    await shell.start(runId, 1, 'Install-Prerequisite', { fix: 'defenderEnable' });
    const openDesk = async (times: Partial<typeof remoteTimes>) => {
      const made = await openRemoteBroker(engine, server.lab.folder, server, { ...remoteTimes, ...times });
      await made.run(resultText('1'));
      return made;
    };
    // Only the link that freezes is silent on purpose: the next one may be slow on a busy machine.
    let desk = await openDesk({ silenceMs: 10_000 });
    const read = async (offset: number) => {
      if (!desk.broker.alive) desk = await openDesk({});
      const params = { runId, nn: 1, offset, waitMs: 1000 };
      const answer = await desk.run('', { script: scripts['Read-Run'], params });
      return operations['Read-Run'].result.parse(answer);
    };
    const seen: RunRecord[] = [];
    const following = followRun(read, 0, async (more) => void seen.push(...more), never);
    await expect.poll(() => seen.length, { timeout: 30_000 }).toBeGreaterThan(10);
    const frozen = newest();
    process.kill(frozen, 'SIGSTOP');
    const atFreeze = linesOf(runId).length;
    // The action does not notice: it writes on while nobody can read.
    await expect.poll(() => linesOf(runId).length, { timeout: 30_000 }).toBeGreaterThan(atFreeze + 50);
    writeFileSync(join(folder(runId), 'go'), '');
    expect(await following).toBe('ended');
    expect(seen).toEqual(linesOf(runId).map((line): unknown => JSON.parse(line)));
    expect(newest()).not.toBe(frozen);
    await desk.broker.close();
  });

  test("an action goes on when the technician's side dies entirely, and is followed to its end by another", async () => {
    const runId = 'run-dead-001';
    const first = newShell();
    const { pid } = await first.hello();
    const { seen, following } = await followUntilCut(runId, first, () => process.kill(pid, 'SIGKILL'));
    const closing = first.close();
    await following;
    await closing;
    const last = linesOf(runId).length;
    writeFileSync(join(folder(runId), 'go'), '');
    await expect.poll(() => existsSync(join(folder(runId), 'end.json')), { timeout: 20_000 }).toBe(true);
    expect(linesOf(runId).length).toBeGreaterThan(last);
    const { outcome, records } = await follow(runId, seen.length, newShell());
    expect(outcome).toBe('ended');
    expect([...seen, ...records]).toEqual(linesOf(runId).map((line): unknown => JSON.parse(line)));
    expect(records.at(-1)).toMatchObject({ kind: 'end', ok: true });
  });
});
