import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { resultText } from '../shell/scriptText';
import { describeWithRemote, openRemoteServer, type RemoteServer } from './remoteServer';
import { openRemoteBroker, remoteTimes } from './remoteShell';

const { graceMs } = remoteTimes;

const log = (text: string) =>
  `[pscustomobject]@{ Kind = 'log'; Source = 'run'; Level = 'info'; Text = ${text} }`;
const slow = `${log("'begun'")}; Start-Sleep -Seconds 30; ${resultText('1')}`;

describeWithRemote('links that break or freeze', (engine) => {
  let server: RemoteServer;
  let desk: Awaited<ReturnType<typeof openRemoteBroker>>;
  let folder: string;
  const openDesk = async () => {
    desk = await openRemoteBroker(engine, folder, server);
  };
  beforeAll(() => {
    server = openRemoteServer();
    folder = mkdtempSync(join(tmpdir(), 'gangway-link-'));
  });
  afterAll(async () => {
    await desk.broker.close();
    server.remove();
    rmSync(folder, { recursive: true });
  });
  let before = 0;
  // A session that is open and at rest, whatever the test before it left.
  beforeEach(async () => {
    if (before === 0 || !desk.broker.alive) await openDesk();
    await desk.run(resultText('1'));
    before = server.sessions().length;
    desk.told.length = 0;
  });
  const newest = () => server.sessions().at(-1) ?? 0;
  const freeze = () => process.kill(newest(), 'SIGSTOP');
  const begun = () => expect.poll(() => desk.told.length, { timeout: 40_000 }).toBe(1);
  const outcome = (call: Promise<unknown>) =>
    call.then(
      (value) => ({ value, at: Date.now() }),
      (error: unknown) => ({ error, at: Date.now() }),
    );

  test('a link that breaks during an operation is noticed at once; what was said before it is kept', async () => {
    const call = outcome(desk.run(slow));
    await begun();
    const cut = Date.now();
    process.kill(newest(), 'SIGKILL');
    const ended = await call;
    expect(ended).toMatchObject({ error: { code: 'target.unreachable' } });
    expect(ended.at - cut).toBeLessThan(5000);
    expect(desk.told).toMatchObject([{ kind: 'log', text: 'begun' }]);
    expect(await desk.run(resultText('$PID'))).toBe(newest());
    expect(server.sessions()).toHaveLength(before + 1);
  });

  test('a link that broke between two operations costs the next one nothing', async () => {
    process.kill(newest(), 'SIGKILL');
    await pause(1500);
    expect(await desk.run(resultText('$PID'))).toBe(newest());
    expect(server.sessions()).toHaveLength(before + 1);
  });

  test('a frozen link is noticed by our own time limit alone, and nothing waits for it', async () => {
    const call = outcome(desk.run(slow, { limitMs: 10_000 }));
    await begun();
    freeze();
    const ended = await call;
    expect(ended).toMatchObject({ error: { code: 'operation.timedOut' } });
    expect(desk.broker.alive).toBe(false);
    await openDesk();
    expect(await desk.run(resultText('1'))).toBe(1);
  });

  test('a cancel on a frozen link is answered, and the process goes on with another session', async () => {
    const stop = new AbortController();
    const call = outcome(desk.run(slow, { signal: stop.signal }));
    await begun();
    freeze();
    const asked = Date.now();
    stop.abort();
    const ended = await call;
    expect(ended).toMatchObject({ error: { code: 'operation.canceled' } });
    expect(ended.at - asked).toBeLessThan(graceMs);
    expect(await desk.run(resultText('$PID'))).toBe(newest());
    expect(server.sessions()).toHaveLength(before + 1);
    const closing = Date.now();
    await desk.broker.close();
    expect(Date.now() - closing).toBeLessThan(10_000);
  });

  test('a link that freezes between two operations holds up the next one until its limit', async () => {
    freeze();
    await expect(desk.run(resultText('2'), { limitMs: 3000 })).rejects.toMatchObject({
      code: 'operation.timedOut',
    });
  });

  test('a server that never answers to being opened can be cancelled, and has its limit', async () => {
    process.kill(newest(), 'SIGKILL');
    await pause(1500);
    server.answer({ hangs: true });
    const stop = new AbortController();
    const canceled = outcome(desk.run(resultText('1'), { signal: stop.signal }));
    await expect.poll(() => server.sessions().length, { timeout: 40_000 }).toBe(before + 1);
    const asked = Date.now();
    stop.abort();
    expect(await canceled).toMatchObject({ error: { code: 'operation.canceled' } });
    expect((await canceled).at - asked).toBeLessThan(graceMs);
    await expect(desk.run(resultText('1'), { limitMs: 2000 })).rejects.toMatchObject({
      code: 'operation.timedOut',
    });
    await openDesk();
    server.answer({});
    expect(await desk.run(resultText('1'))).toBe(1);
  });
});

describeWithRemote('a server that allows less than the full language', (engine) => {
  test('is told so before anything runs', async () => {
    const server = openRemoteServer({}, [join(import.meta.dirname, 'ConstrainedLanguage.psm1')]);
    const folder = mkdtempSync(join(tmpdir(), 'gangway-link-'));
    const desk = await openRemoteBroker(engine, folder, server);
    await expect(desk.run(resultText('1'))).rejects.toMatchObject({
      code: 'target.languageMode',
      detail: 'ConstrainedLanguage',
    });
    expect(desk.hello.languageMode).toBe('FullLanguage');
    await desk.broker.close();
    server.remove();
    rmSync(folder, { recursive: true });
  });
});
