import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { App } from '../../main/app';
import { serve, type WebCarrier } from '../../main/bridge/web';
import { inspect } from '../../main/packages/inspection/inspect';
import { createLibrary } from '../../main/packages/library';
import { trustNotCheckedHere } from '../../main/packages/trust';
import type { BridgeEvent } from '../../shared/bridge/messages';
import { signIn } from './signIn';

const patience = 400;
let folder = '';
let carrier: WebCarrier;
let port = 0;
let secrets: OutgoingHttpHeaders = {};
let emit: (event: BridgeEvent) => void = () => undefined;
const sockets = new Set<Socket>();
/** What the app does with an upload; each test says it. */
let upload: App['upload'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-door-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  const app: App = {
    dispatch: () => Promise.resolve({ ok: true, value: {} }),
    subscribe: (listener) => {
      emit = listener;
      return () => undefined;
    },
    upload: (...given) => upload(...given),
    closingWords: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
  carrier = await serve(app, folder, 0, patience);
  const url = new URL(carrier.url);
  port = Number(url.port);
  const { cookie, key } = await signIn(url);
  secrets = { cookie, 'x-gangway-key': key };
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await carrier.close();
  rmSync(folder, { recursive: true, force: true });
});

/** `once` of node would throw the error that comes before the end. */
const closeOf = (one: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => one.once('close', resolve));

const ourHeaders = (): OutgoingHttpHeaders => ({
  host: `127.0.0.1:${String(port)}`,
  origin: `http://127.0.0.1:${String(port)}`,
  'x-gangway': '1',
  ...secrets,
});

/** Opens a request of our page; the test sends its body and hears the answer. */
function begin(path: string, headers: OutgoingHttpHeaders = {}, method = 'POST') {
  const all = { ...ourHeaders(), 'content-type': 'application/octet-stream', ...headers };
  const request = httpRequest({ host: '127.0.0.1', port, method, path, headers: all, agent: false });
  request.on('socket', (socket) => sockets.add(socket));
  const answer = new Promise<{ status: number; body: string } | 'closed'>((resolve) => {
    request.on('response', (response) => {
      let body = '';
      response.on('data', (part) => (body += String(part)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', () => resolve('closed'));
    });
    request.on('error', () => resolve('closed'));
    request.on('close', () => resolve('closed'));
  });
  return { request, answer };
}
/** A request as bytes. The test decides what its sender does afterwards. */
function raw(line: string, headers: OutgoingHttpHeaders): Socket {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const socket = connect({ host: '127.0.0.1', port });
  sockets.add(socket);
  socket.on('error', () => undefined);
  const all = Object.entries(ourHeaders()).map(([name, value]) => `${name}: ${String(value)}`);
  socket.write(`${line} HTTP/1.1\r\n${[...all, ...lines].join('\r\n')}\r\n\r\n`);
  return socket;
}
const ask = () => {
  const body = '{"name":"hello","input":{}}';
  const { request, answer } = begin('/request', { 'content-type': 'application/json' });
  request.end(body);
  return answer;
};
const welcome = { status: 200, body: '{"ok":true,"value":{}}' };
/** Accepts the body, and refuses one that is too long, as the library does with more bytes. */
const takeUpTo =
  (limit: number): App['upload'] =>
  async (_target, _name, bytes, declared) => {
    let size = 0;
    if (declared !== null && declared > limit) return;
    for await (const part of bytes) {
      size += (part as Buffer).length;
      if (size > limit) return;
    }
  };

it('[row 85] an upload whose length is too large is answered before a byte of it is read', async () => {
  const told = vi.fn();
  upload = (_target, name, _bytes, declared) => Promise.resolve(told(name, declared));
  const { request, answer } = begin('/upload?target=x&name=big.zip', { 'content-length': 1024 ** 3 + 1 });
  request.flushHeaders();
  expect(await answer).toEqual({ status: 413, body: '{"ok":true,"value":{}}' });
  expect(told).toHaveBeenCalledExactlyOnceWith('big.zip', 1024 ** 3 + 1);
});

it('[row 85] an upload that grows too large ends with an answer, even where the sender goes on and on', async () => {
  upload = takeUpTo(100_000);
  const socket = raw('POST /upload?target=x&name=big.zip', {
    'content-type': 'application/octet-stream',
    'transfer-encoding': 'chunked',
  });
  let answer = '';
  socket.on('data', (part) => (answer += String(part)));
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
  const goOn = (): void => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on('drain', goOn);
  goOn();
  await closeOf(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(await ask()).toEqual(welcome);
});

it('an upload that fits arrives whole', async () => {
  const got: Buffer[] = [];
  upload = async (_target, _name, bytes) => {
    for await (const part of bytes) got.push(part as Buffer);
  };
  const { request, answer } = begin('/upload?target=x&name=a.zip');
  const sent = Buffer.alloc(3_000_000, 'gangway');
  request.end(sent);
  expect(await answer).toEqual(welcome);
  expect(Buffer.concat(got).equals(sent)).toBe(true);
});

it('[row 86] an upload that trickles is closed on, and one that waits for the disk is not', async () => {
  const ended = vi.fn();
  upload = (_target, _name, bytes) => new Promise((resolve) => bytes.on('error', ended).on('close', resolve));
  const slow = begin('/upload?target=x&name=slow.zip');
  const drip = setInterval(() => slow.request.write('x'), 50);
  expect(await slow.answer).toBe('closed');
  clearInterval(drip);
  expect(ended).toHaveBeenCalled();

  let go = (): void => undefined;
  const diskIsFree = new Promise<void>((resolve) => (go = resolve));
  upload = async (_target, _name, bytes) => {
    await diskIsFree;
    await bytes.resume().toArray();
  };
  const waiting = begin('/upload?target=x&name=a.zip');
  waiting.request.end(Buffer.alloc(2_000_000));
  setTimeout(go, 3 * patience);
  expect(await waiting.answer).toEqual(welcome);
});

it('[row 86] a fifth upload at once is refused, and the first four go on', async () => {
  upload = takeUpTo(1_000_000);
  const four = Array.from({ length: 4 }, () => begin('/upload?target=x&name=a.zip'));
  for (const { request } of four) request.write('a');
  const knock = async () => {
    const { request, answer } = begin('/upload?target=x&name=a.zip');
    request.end('a');
    return answer;
  };
  await vi.waitFor(async () => expect(await knock()).toMatchObject({ status: 429 }));
  for (const { request } of four) request.end('b');
  for (const { answer } of four) expect(await answer).toEqual(welcome);
  expect(await knock()).toEqual(welcome);
});

it('[row 86] a slow upload keeps no other package waiting', async () => {
  const library = await createLibrary({
    folder: join(folder, 'library'),
    practice: false,
    trust: trustNotCheckedHere,
    inspect,
  });
  const slow = new Readable({ read: () => undefined });
  slow.push('begins');
  const first = library.addStream('slow.zip', slow);
  const second = await library.addStream('quick.txt', Readable.from([Buffer.from('no package')]));
  expect(second.refused).toMatchObject([{ name: 'quick.txt' }]);
  slow.destroy(new Error('given up'));
  expect((await first).refused).toMatchObject([{ name: 'slow.zip', refusal: 'unreadable' }]);
});

it('the library refuses by the length that was said, and reads nothing', async () => {
  const library = await createLibrary({
    folder: join(folder, 'library'),
    practice: false,
    trust: trustNotCheckedHere,
    inspect,
  });
  const read = vi.fn();
  const { refused } = await library.addStream('big.zip', new Readable({ read }), 1024 ** 3 + 1);
  expect(refused).toMatchObject([{ name: 'big.zip', refusal: 'tooLarge' }]);
  expect(read).not.toHaveBeenCalled();
});

it('[row 87] a hundred bodies that trickle, without a cookie, shut nobody out', async () => {
  const lines = [
    'POST /session HTTP/1.1',
    ...Object.entries(ourHeaders()).map(([name, value]) => `${name}: ${String(value)}`),
  ];
  const head = `${lines.filter((line) => !/^(cookie|x-gangway-key)/.test(line)).join('\r\n')}\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{`;
  const crowd = Array.from({ length: 100 }, () => {
    const socket = connect({ host: '127.0.0.1', port });
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write(head);
    return { socket, closed: closeOf(socket) };
  });
  const drip = setInterval(() => {
    for (const { socket } of crowd) if (socket.writable) socket.write(' ');
  }, 50);
  for (let i = 0; i < 10; i += 1) expect(await ask()).toEqual(welcome);
  await Promise.all(crowd.map(({ closed }) => closed));
  clearInterval(drip);
});

it('[row 87] a page that is known keeps its connection however many strangers come', async () => {
  const { request, answer } = begin('/events', {}, 'GET');
  request.end();
  const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
  const heard: string[] = [];
  response.on('data', (part) => heard.push(String(part)));
  const strangers: Socket[] = [];
  for (let i = 0; i < 200; i += 1) {
    const socket = connect({ host: '127.0.0.1', port });
    strangers.push(socket);
    sockets.add(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
  }
  await vi.waitFor(() => expect(strangers.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(63));
  emit({ type: 'output', runId: 'run-00000001', lines: [] });
  await vi.waitFor(() => expect(heard.join('')).toContain('run-00000001'));
  request.destroy();
  await answer;
});

it('[row 88] a stream that nobody reads is let go before it takes much memory', async () => {
  const socket = raw('GET /events', {});
  await once(socket, 'data');
  socket.pause();
  const text = 'x'.repeat(1_000_000);
  const line = { seq: 0, at: 0, source: 'out', level: 'info', text, action: null } as const;
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 300; i += 1) {
    emit({ type: 'output', runId: 'run-00000001', lines: [line] });
    await new Promise(setImmediate);
  }
  let read = 0;
  const closed = closeOf(socket);
  socket.on('data', (part) => (read += part.length)).resume();
  await closed;
  expect(read).toBeLessThan(60_000_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2);
});
