import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scripts } from '../../../main/operations/index';
import { makeOurs } from '../operations/stage/kit';
import { machineOf } from '../operations/stage/onMachine';
import { describeWithRemote, openRemoteServer, type RemoteServer } from './remoteServer';
import { openRemoteBroker, remoteTimes } from './remoteShell';

/** What takes seconds on a computer at rest may take minutes on a busy one. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const piece = 1024 * 1024;
const big = randomBytes(piece + 423_456);

describeWithRemote('files sent over a session', (engine) => {
  let server: RemoteServer;
  let folder: string;
  let desk: Awaited<ReturnType<typeof openRemoteBroker>>;
  const openDesk = async (times = remoteTimes) => {
    desk = await openRemoteBroker(engine, folder, server, times);
  };
  beforeEach(async () => {
    server = openRemoteServer(machineOf('2019-fresh'));
    folder = mkdtempSync(join(tmpdir(), 'gangway-send-'));
    makeOurs(server.lab.disk);
    await openDesk();
  });
  afterEach(async () => {
    await desk.broker.close();
    server.remove();
    rmSync(folder, { recursive: true });
  });

  /** A file of the technician that claims to be `claimed`. */
  const fileOf = (bytes = big, claimed = bytes) => {
    const source = join(folder, 'md4ws.msi');
    writeFileSync(source, bytes);
    const sha256 = createHash('sha256').update(claimed).digest('hex');
    return { sha256, name: 'md4ws.msi', bytes: bytes.length, source };
  };
  const placeOf = (file: { sha256: string; name: string }) =>
    join(server.lab.disk, 'ProgramData/Gangway/library', file.sha256, file.name);
  const lay = (path: string, bytes: Buffer) => {
    for (const names of [['library'], ['library', dirname(path).split('/').at(-1) ?? '']])
      makeOurs(server.lab.disk, ...names);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  };
  const send = (file: object, more: { adminShare?: boolean; signal?: AbortSignal } = {}) => {
    const { signal, ...rest } = more;
    const options = signal === undefined ? {} : { signal };
    const params = { files: [file], ...rest };
    return desk.run('', {
      script: scripts['Send-Package'],
      params,
      across: true,
      limitMs: 280_000,
      ...options,
    });
  };
  const steps = () => desk.told.flatMap((one) => (one.kind === 'step' ? [`${one.key} ${one.state}`] : []));
  const progress = () => desk.told.flatMap((one) => (one.kind === 'progress' ? [one.done] : []));
  const newest = () => server.sessions().at(-1) ?? 0;
  /** How many bytes the server's side of the newest session has read so far, from the kernel. */
  const received = (pid = newest()) =>
    Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? Number.NaN);
  const lengthOf = (path: string) => (existsSync(path) ? statSync(path).size : 0);
  const failure = (call: Promise<unknown>) =>
    call.then(
      () => null,
      (error: unknown) => error,
    );
  const told = (count: number) =>
    // A late look finds the whole file sent: it is over in a second.
    expect.poll(() => progress().length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(count);

  test('arrive in pieces; the second time nothing of them crosses', async () => {
    const file = fileOf();
    const { source: _source, ...known } = file;
    expect(await send(file)).toEqual({ changed: true, files: [known] });
    expect(readFileSync(placeOf(file)).equals(big)).toBe(true);
    expect(readdirSync(dirname(placeOf(file)))).toEqual(['md4ws.msi']);
    expect(steps()).toEqual(['sendOverSession done', 'copyFile begin', 'copyFile done']);
    expect(progress().at(-1)).toBe(big.length);
    expect(
      Math.max(...progress().map((done, index) => done - (progress()[index - 1] ?? 0))),
    ).toBeLessThanOrEqual(piece);
    desk.told.length = 0;
    const before = received();
    expect(await send(file)).toEqual({ changed: false, files: [known] });
    // What was read is the file itself, for its hash, and what was said.
    expect(received() - before - big.length).toBeLessThan(big.length / 4);
    expect([steps(), progress()]).toEqual([['copyFile skipped'], []]);
    expect(server.sessions()).toHaveLength(1);
  });

  test('go on where the link was cut: at most one piece crosses again', async () => {
    const file = fileOf();
    const call = failure(send(file));
    await told(3);
    process.kill(newest(), 'SIGKILL');
    expect(await call).toMatchObject({ code: 'target.unreachable' });
    const arrived = lengthOf(`${placeOf(file)}.part`);
    expect(arrived).toBeGreaterThan(0);
    expect(existsSync(placeOf(file))).toBe(false);
    desk.told.length = 0;
    expect(await send(file)).toMatchObject({ changed: true });
    expect(readFileSync(placeOf(file)).equals(big)).toBe(true);
    // Where the link was cut behind the last piece, none is left to be told.
    expect(progress().length > 0).toBe(arrived < big.length);
    expect(progress().filter((done) => done <= arrived)).toEqual([]);
  });

  test.each([
    ['something else', Buffer.alloc(700_000)],
    ['more than the whole file', Buffer.alloc(big.length + 1)],
  ])('begin anew where what lies there is %s', async (_what, lying) => {
    const file = fileOf();
    lay(`${placeOf(file)}.part`, lying);
    expect(await send(file)).toMatchObject({ changed: true });
    expect(readFileSync(placeOf(file)).equals(big)).toBe(true);
    expect(readdirSync(dirname(placeOf(file)))).toEqual(['md4ws.msi']);
  });

  test('that are not what was agreed are sent twice, refused, and leave nothing', async () => {
    const small = randomBytes(100_000);
    const file = fileOf(small, Buffer.from('agreed'));
    expect(await failure(send(file))).toMatchObject({ code: 'operation.hashMismatch' });
    expect(progress().filter((done) => done === small.length)).toHaveLength(2);
    expect(readdirSync(dirname(placeOf(file)))).toEqual([]);
    // The session stays: the file was at fault, not the link.
    expect(await failure(send({ ...file, source: join(folder, 'gone') }))).toMatchObject({
      code: 'package.missing',
    });
    expect(server.sessions()).toHaveLength(1);
  });

  test('stop between two pieces when they are cancelled, and nothing half counts', async () => {
    const file = fileOf();
    const stop = new AbortController();
    const call = failure(send(file, { signal: stop.signal }));
    await told(1);
    stop.abort();
    expect(await call).toMatchObject({ code: 'operation.canceled' });
    expect(existsSync(placeOf(file))).toBe(false);
    expect(desk.broker.alive).toBe(true);
    expect(await send(file)).toMatchObject({ changed: true });
    expect(readFileSync(placeOf(file)).equals(big)).toBe(true);
  });

  test('end with a lost link where the server freezes in the middle', async () => {
    await desk.broker.close();
    await openDesk({ ...remoteTimes, silenceMs: 8000 });
    const call = failure(send(fileOf()));
    await told(0);
    process.kill(newest(), 'SIGSTOP');
    expect(await call).toMatchObject({ code: 'target.unreachable' });
    expect(desk.broker.alive).toBe(true);
  });

  test('go over the administrative share where that was allowed and answers; else it is said why not', async () => {
    server.answer({ share: true });
    const file = fileOf();
    expect(await send(file, { adminShare: true })).toMatchObject({ changed: true });
    expect(readFileSync(placeOf(file)).equals(big)).toBe(true);
    expect(steps()).toEqual(['sendOverShare done', 'copyFile begin', 'copyFile done']);
    server.answer({ share: false });
    desk.told.length = 0;
    const other = fileOf(randomBytes(1000));
    expect(await send(other, { adminShare: true })).toMatchObject({ changed: true });
    expect(steps()).toEqual(['sendOverSessionInstead done', 'copyFile begin', 'copyFile done']);
  });

  test('are refused by a library that somebody else made', async () => {
    rmSync(join(server.lab.disk, '../acl'), { recursive: true });
    mkdirSync(join(server.lab.disk, 'ProgramData/Gangway'), { recursive: true });
    expect(await failure(send(fileOf()))).toMatchObject({ code: 'run.folderNotOurs' });
  });
});
