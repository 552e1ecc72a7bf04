import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { GangwayError } from '../../../shared/errors';
import { resultText } from '../shell/scriptText';
import { describeWithRemote, openRemoteServer, type RemoteServer } from './remoteServer';
import { openRemoteBroker, remoteTimes } from './remoteShell';

/** A call of Connect-PSSession that hangs is given up after so long. */
const silenceMs = 8000;

describeWithRemote(
  'a session that WinRM disconnects (a FAKE of Connect-PSSession; no WinRM was ever asked)',
  (engine) => {
    let server: RemoteServer;
    let desk: Awaited<ReturnType<typeof openRemoteBroker>>;
    let folder: string;
    const control = (name: string) => join(folder, 'disconnect', name);
    beforeAll(() => {
      server = openRemoteServer();
      folder = mkdtempSync(join(tmpdir(), 'gangway-link-'));
      mkdirSync(join(folder, 'disconnect'));
    });
    afterAll(async () => {
      await desk.broker.close();
      server.remove();
      rmSync(folder, { recursive: true });
    });
    let before = 0;
    beforeEach(async () => {
      if (before === 0 || !desk.broker.alive) {
        const env = {
          ...server.env,
          GANGWAY_ENGINE_IMPORT: join(import.meta.dirname, 'FakeDisconnect.psm1'),
          GANGWAY_LAB_DISCONNECT: join(folder, 'disconnect'),
        };
        desk = await openRemoteBroker(engine, folder, { ...server, env }, { ...remoteTimes, silenceMs });
      }
      await desk.run(resultText('1'));
      before = server.sessions().length;
      desk.told.length = 0;
      for (const name of ['calls', 'ran', 'go']) rmSync(control(name), { force: true });
    });
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await desk.broker.kill(new GangwayError('operation.canceled'));
    });

    const newest = () => server.sessions().at(-1) ?? 0;
    const calls = () =>
      existsSync(control('calls')) ? readFileSync(control('calls'), 'utf8').split('\n').slice(0, -1) : [];
    /** Disconnects the session that is open, and says what Connect-PSSession will do about it. */
    const disconnect = async (connects: 'opens' | 'throws' | 'hangs') => {
      writeFileSync(control('connects'), connects);
      writeFileSync(control('drop'), '');
      await expect.poll(() => existsSync(control('drop')), { timeout: 60_000 }).toBe(false);
    };
    /** Notes on the server that it ran, then says `begun`, and more when it may go on. */
    const work = `[IO.File]::AppendAllText('PLACE/ran', 'x')
    'begun'
    while (-not [IO.File]::Exists('PLACE/go')) { Start-Sleep -Milliseconds 20 }
    foreach ($i in 1..200) { "line $i" }
    ${resultText('$PID')}`;
    /** Runs it until it has begun. What is awaited is the beginning; `ended` is its end, or its error. */
    const begin = async (options: { signal?: AbortSignal; across?: boolean } = {}) => {
      const text = work.replaceAll('PLACE', join(folder, 'disconnect'));
      const ended = failure(desk.run(options.across === true ? `param($Session) ${text}` : text, options));
      await expect.poll(() => desk.told.length, { timeout: 60_000 }).toBe(1);
      return { ended };
    };
    const failure = (call: Promise<unknown>) =>
      call.then(
        (value) => ({ value }),
        (error: unknown) => error,
      );
    const ran = () => readFileSync(control('ran'), 'utf8');
    const texts = () => desk.told.map((record) => (record.kind === 'log' ? record.text : record.kind));
    const called = (...lines: readonly string[]) => expect.poll(calls, { timeout: 60_000 }).toEqual(lines);
    const anew = async () => {
      expect(desk.broker.alive).toBe(true);
      expect(await desk.run(resultText('$PID'))).toBe(newest());
      expect(server.sessions()).toHaveLength(before + 1);
      expect(ran()).toBe('x');
    };

    test('while an operation runs: it is connected again and goes on, sent once, with every record once', async () => {
      const { ended } = await begin();
      // Nothing crosses while it is disconnected.
      process.kill(newest(), 'SIGSTOP');
      await disconnect('opens');
      await called('opens');
      process.kill(newest(), 'SIGCONT');
      writeFileSync(control('go'), '');
      expect(await ended).toEqual({ value: newest() });
      expect(texts()).toEqual(['begun', ...Array.from({ length: 200 }, (_, index) => `line ${index + 1}`)]);
      expect(ran()).toBe('x');
      expect(await desk.run(resultText('$PID'))).toBe(newest());
      expect(server.sessions()).toHaveLength(before);
    });

    test('between two operations: the next one runs in the same session', async () => {
      const same = newest();
      await disconnect('opens');
      expect(await desk.run(resultText('$PID'))).toBe(same);
      expect(calls()).toEqual(['opens']);
      expect(server.sessions()).toHaveLength(before);
    });

    test('and that cannot be connected again is let go: the operation ends, and is not sent again', async () => {
      const { ended } = await begin();
      await disconnect('throws');
      expect(await ended).toMatchObject({
        code: 'target.unreachable',
        detail: 'The session is Disconnected.',
      });
      expect(calls()).toEqual(['throws']);
      await anew();
    });

    test('between two operations, and that cannot be connected again: the next one runs in another', async () => {
      await disconnect('throws');
      expect(await desk.run(resultText('$PID'))).toBe(newest());
      expect(calls()).toEqual(['throws']);
      expect(server.sessions()).toHaveLength(before + 1);
    });

    test('under an operation of this computer: that one is told as lost, too', async () => {
      const { ended } = await begin({ across: true });
      await disconnect('throws');
      expect(await ended).toMatchObject({
        code: 'target.unreachable',
        detail: 'The session is Disconnected.',
      });
      await anew();
    });

    test('and whose connecting hangs is given up after the silence limit; the call that hangs is ended', async () => {
      const { ended } = await begin();
      await disconnect('hangs');
      expect(await ended).toMatchObject({
        code: 'target.unreachable',
        detail: 'The session is Disconnected.',
      });
      await called('hangs', 'let go');
      await anew();
    });

    test('and a cancel while it is being connected is a cancel', async () => {
      const stop = new AbortController();
      const { ended } = await begin({ signal: stop.signal });
      await disconnect('hangs');
      await called('hangs');
      stop.abort();
      expect(await ended).toMatchObject({ code: 'operation.canceled' });
      await called('hangs', 'let go');
      await anew();
    });
  },
);
