import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { GangwayError } from '../../../shared/errors';
import { resultText } from '../shell/scriptText';
import { describeWithRemote, openRemoteServer, type RemoteServer } from './remoteServer';
import { openRemoteBroker, remoteTimes } from './remoteShell';

const log = (text: string) =>
  `[pscustomobject]@{ Kind = 'log'; Source = 'run'; Level = 'info'; Text = ${text} }`;
/** Longer than any test waits for it: an end that comes did not come by itself. */
const slow = `${log("'begun'")}; Start-Sleep -Seconds 300; ${resultText('1')}`;
/** So long a link may be silent here: four signs of life may come late on a busy machine. */
const silenceMs = 10_000;
const silent = { code: 'target.unreachable', detail: 'Nothing was heard from the server for 10 s.' };

describeWithRemote('links that break or freeze', (engine) => {
  let server: RemoteServer;
  let desk: Awaited<ReturnType<typeof openRemoteBroker>>;
  let folder: string;
  const openDesk = async () => {
    desk = await openRemoteBroker(engine, folder, server, { ...remoteTimes, silenceMs });
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
    server.answer({});
    if (before === 0 || !desk.broker.alive) await openDesk();
    await desk.run(resultText('1'));
    before = server.sessions().length;
    desk.told.length = 0;
  });
  // What a test left in the middle must not spoil the next one.
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await desk.broker.kill(new GangwayError('operation.canceled'));
  });
  const newest = () => server.sessions().at(-1) ?? 0;
  const freeze = () => process.kill(newest(), 'SIGSTOP');
  const begun = () => expect.poll(() => desk.told.length, { timeout: 60_000 }).toBe(1);
  const failure = (call: Promise<unknown>) =>
    call.then(
      (value) => ({ value }),
      (error: unknown) => error,
    );

  test('a link that breaks during an operation is noticed without waiting for silence; what was said before it is kept', async () => {
    const call = failure(desk.run(slow));
    await begun();
    process.kill(newest(), 'SIGKILL');
    const ended = await call;
    expect(ended).toMatchObject({ code: 'target.unreachable' });
    expect(ended).not.toMatchObject(silent);
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

  test('a frozen link is found by its silence, and the process goes on with another session', async () => {
    const call = failure(desk.run(slow));
    await begun();
    freeze();
    expect(await call).toMatchObject(silent);
    expect(desk.broker.alive).toBe(true);
    expect(await desk.run(resultText('$PID'))).toBe(newest());
    expect(server.sessions()).toHaveLength(before + 1);
  });

  test('an operation that says nothing for longer is not taken for a frozen link', async () => {
    expect(await desk.run(`Start-Sleep -Milliseconds ${silenceMs + 4000}; ${resultText('1')}`)).toBe(1);
    expect(server.sessions()).toHaveLength(before);
  });

  test('a link that froze between two operations is found by the next one', async () => {
    const frozen = newest();
    freeze();
    // Where the end of the operation before had not arrived yet, it is found even sooner, and costs nothing.
    expect([expect.objectContaining(silent), { value: 2 }]).toContainEqual(
      await failure(desk.run(resultText('2'))),
    );
    expect(desk.broker.alive).toBe(true);
    expect(await desk.run(resultText('$PID'))).not.toBe(frozen);
  });

  test('a cancel on a frozen link is answered, and the process goes on with another session', async () => {
    const stop = new AbortController();
    const call = failure(desk.run(slow, { signal: stop.signal }));
    await begun();
    freeze();
    stop.abort();
    expect(await call).toMatchObject({ code: 'operation.canceled' });
    // Not by the grace time, which would have cost the process.
    expect(desk.broker.alive).toBe(true);
    expect(await desk.run(resultText('$PID'))).toBe(newest());
    expect(server.sessions()).toHaveLength(before + 1);
    await desk.broker.close();
  });

  test('a link that freezes between two operations holds up the next one no longer than its limit', async () => {
    // The end of the operation before has arrived by then.
    await pause(1500);
    freeze();
    await expect(desk.run(resultText('2'), { limitMs: 3000 })).rejects.toMatchObject({
      code: 'operation.timedOut',
    });
  });

  test('a server that never answers to being opened is silent, can be cancelled, and has its limit', async () => {
    process.kill(newest(), 'SIGKILL');
    await pause(1500);
    server.answer({ hangs: true });
    const stop = new AbortController();
    const canceled = failure(desk.run(resultText('1'), { signal: stop.signal }));
    await expect.poll(() => server.sessions().length, { timeout: 60_000 }).toBe(before + 1);
    stop.abort();
    expect(await canceled).toMatchObject({ code: 'operation.canceled' });
    expect(await failure(desk.run(resultText('1')))).toMatchObject(silent);
    expect(desk.broker.alive).toBe(true);
    await expect(desk.run(resultText('1'), { limitMs: 2000 })).rejects.toMatchObject({
      code: 'operation.timedOut',
    });
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
