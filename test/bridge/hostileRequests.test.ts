import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serve, type WebCarrier } from '../../main/bridge/web';
import { notingApp } from './notingApp';
import { sendRaw } from './rawSocket';

const folder = mkdtempSync(join(tmpdir(), 'gangway-hostile-'));
mkdirSync(join(folder, 'renderer'));
writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Gangway</title>');
writeFileSync(join(folder, 'secret.json'), '{"secret":true}');

const app = notingApp();

let carrier: WebCarrier;
let port = 0;
let cookie = '';
let key = '';
/** Short, so that the slow ones are not waited for. */
const patience = 300;

const open = async (): Promise<{ carrier: WebCarrier; port: number; token: string }> => {
  const started = await serve(app, join(folder, 'renderer'), 0, patience);
  const url = new URL(started.url);
  return { carrier: started, port: Number(url.port), token: url.hash.replace('#token=', '') };
};
const hello = JSON.stringify({ name: 'hello', input: {} });

/** A request that is right but for what a row changes: a header of another value, or none where it is null. */
interface Attempt {
  readonly line?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  /** Lines that are put behind the headers as they are. */
  readonly extra?: string;
}
function text(
  { line = 'POST /request HTTP/1.1', headers = {}, body = hello, extra = '' }: Attempt,
  at = port,
): string {
  const host = `127.0.0.1:${String(at)}`;
  const all: Record<string, string | null> = {
    Host: host,
    Origin: `http://${host}`,
    Cookie: cookie,
    'Content-Type': 'application/json',
    'X-Gangway': '1',
    'X-Gangway-Key': key,
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const fill = (words: string) => words.replaceAll('PORT', String(at));
  return `${fill(line)}\r\n${fill(lines.join('\r\n'))}\r\n${fill(extra)}\r\n${body}`;
}

const get = (path: string): Attempt => ({
  line: `GET ${path} HTTP/1.1`,
  headers: { Origin: null, 'Content-Length': null, 'Content-Type': null, Connection: 'close' },
  body: '',
});
const events = (headers: Attempt['headers']): Attempt => ({
  ...get('/events'),
  headers: { ...get('').headers, ...headers },
});
const socket = {
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  'Sec-WebSocket-Version': '13',
};
const site = (name: string) => ({ headers: { 'Sec-Fetch-Site': name } });
const session = (body: string): Attempt => ({
  line: 'POST /session HTTP/1.1',
  body,
  headers: { Cookie: null, 'X-Gangway-Key': null },
});

/** Name, request, and the status that refuses it; 0 where the connection is closed without an answer. */
// prettier-ignore
const hostile: readonly [string, Attempt, number][] = [
  ['Host: a foreign name (DNS rebinding)', { headers: { Host: 'evil.example' } }, 403],
  ['Host: a foreign name with our port (DNS rebinding)', { headers: { Host: 'evil.example:PORT' } }, 403],
  ['Host: a name that resolves to 127.0.0.1', { headers: { Host: '127.0.0.1.nip.io:PORT' } }, 403],
  ['Host and Origin both foreign (DNS rebinding)', { headers: { Host: 'evil.example:PORT', Origin: 'http://evil.example:PORT' } }, 403],
  ['Host: localhost', { headers: { Host: 'localhost:PORT' } }, 403],
  ['Host: another port', { headers: { Host: '127.0.0.1:1' } }, 403],
  ['Host: no port', { headers: { Host: '127.0.0.1' } }, 403],
  ['Host: 0.0.0.0', { headers: { Host: '0.0.0.0:PORT' } }, 403],
  ['Host: IPv6 loopback', { headers: { Host: '[::1]:PORT' } }, 403],
  ['Host: our address as a number', { headers: { Host: '2130706433:PORT' } }, 403],
  ['Host: a trailing dot', { headers: { Host: '127.0.0.1.:PORT' } }, 403],
  ['Host: with a user', { headers: { Host: 'evil@127.0.0.1:PORT' } }, 403],
  ['Host: none', { headers: { Host: null } }, 400],
  ['Host: none, HTTP/1.0', { line: 'POST /request HTTP/1.0', headers: { Host: null } }, 403],
  ['version: HTTP/0.9', { line: 'POST /request HTTP/0.9' }, 403],
  ['version: HTTP/1.0, with all secrets', { line: 'POST /request HTTP/1.0' }, 403],
  ['Host: twice, ours first', { extra: 'Host: evil.example\r\n' }, 403],
  ['Host: ours, beside a foreign address in the first line', { line: 'POST http://evil.example/request HTTP/1.1' }, 405],
  ['Origin: another site', { headers: { Origin: 'https://evil.example' } }, 403],
  ['Origin: null, as from a file or a sandboxed frame', { headers: { Origin: 'null' } }, 403],
  ['Origin: none', { headers: { Origin: null } }, 403],
  ['Origin: ours by another scheme', { headers: { Origin: 'https://127.0.0.1:PORT' } }, 403],
  ['Origin: another port of this computer', { headers: { Origin: 'http://127.0.0.1:1' } }, 403],
  ['Origin: localhost', { headers: { Origin: 'http://localhost:PORT' } }, 403],
  ['Origin: ours as the beginning of a name', { headers: { Origin: 'http://127.0.0.1:PORT.evil.example' } }, 403],
  ['Origin: twice, ours first', { extra: 'Origin: https://evil.example\r\n' }, 403],
  ['a fetch from another site', site('cross-site'), 403],
  ['a fetch from another port of this computer', site('same-site'), 403],
  ['cookie: none', { headers: { Cookie: null } }, 403],
  ['cookie: wrong', { headers: { Cookie: `gangway-PORT=${'0'.repeat(64)}` } }, 403],
  ['cookie: empty', { headers: { Cookie: 'gangway-PORT=' } }, 403],
  ['cookie: of another name', { headers: { Cookie: 'Gangway-PORT=x; gangway=x' } }, 403],
  ['cookie: the token as an Authorization header', { headers: { Cookie: null, Authorization: 'Bearer x' } }, 403],
  ['cookie: ours without the key, as another port of 127.0.0.1 gets it', { headers: { 'X-Gangway-Key': null } }, 403],
  ['cookie: twice, ours first', { extra: 'Cookie: x=1\r\n' }, 403],
  ['key: wrong', { headers: { 'X-Gangway-Key': '0'.repeat(64) } }, 403],
  ['key: twice, ours first', { extra: `X-Gangway-Key: ${'0'.repeat(64)}\r\n` }, 403],
  ['key: without the cookie', { headers: { Cookie: null } }, 403],
  ['a simple form post (CSRF)', { headers: { 'Content-Type': 'text/plain', 'X-Gangway': null } }, 403],
  ['a form post with our header', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, 415],
  ['a multipart post', { headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }, 415],
  ['content type: text', { headers: { 'Content-Type': 'text/plain' } }, 415],
  ['content type: none', { headers: { 'Content-Type': null } }, 415],
  ['content type: one that only begins like JSON', { headers: { 'Content-Type': 'application/jsonx' } }, 415],
  ['content type: JSON by another name', { headers: { 'Content-Type': 'application/json+evil' } }, 415],
  ['content type: JSON in another character set', { headers: { 'Content-Type': 'application/json; charset=utf-7' } }, 415],
  ['content type: JSON with a boundary', { headers: { 'Content-Type': 'application/json; boundary=x' } }, 415],
  ['content type: an upload that is a form', { line: 'POST /upload?target=local&name=x HTTP/1.1', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }, 415],
  ['content type: an upload without one', { line: 'POST /upload?target=local&name=x HTTP/1.1', headers: { 'Content-Type': null } }, 415],
  ['content type: twice', { extra: 'Content-Type: text/plain\r\n' }, 403],
  ['our header missing', { headers: { 'X-Gangway': null } }, 403],
  ['our header with another value', { headers: { 'X-Gangway': '2' } }, 403],
  ['method: GET', { line: 'GET /request HTTP/1.1' }, 405],
  ['method: PUT', { line: 'PUT /request HTTP/1.1' }, 405],
  ['method: DELETE', { line: 'DELETE /request HTTP/1.1' }, 405],
  ['method: PATCH', { line: 'PATCH /request HTTP/1.1' }, 405],
  ['method: TRACE', { line: 'TRACE /request HTTP/1.1' }, 405],
  ['method: a preflight', { line: 'OPTIONS /request HTTP/1.1', headers: { 'Access-Control-Request-Method': 'POST' } }, 405],
  ['method: in lower case', { line: 'post /request HTTP/1.1' }, 400],
  ['method: overridden by a header', { line: 'GET /request HTTP/1.1', headers: { 'X-HTTP-Method-Override': 'POST' } }, 405],
  ['upload without a cookie', { line: 'POST /upload?target=local&name=x HTTP/1.1', headers: { Cookie: null } }, 403],
  ['upload from another site', { line: 'POST /upload?name=x HTTP/1.1', headers: { Origin: 'https://evil.example' } }, 403],
  ['upload by GET', { line: 'GET /upload?name=x HTTP/1.1' }, 405],
  ['path: traversal', get('/../secret.json'), 404],
  ['path: traversal, encoded', get('/..%2fsecret.json'), 404],
  ['path: traversal, its dots encoded', get('/%2e%2e/secret.json'), 404],
  ['path: traversal, twice encoded', get('/%252e%252e%252fsecret.json'), 404],
  ['path: traversal, backslash', get('/..\\secret.json'), 404],
  ['path: traversal, encoded backslash', get('/..%5csecret.json'), 404],
  ['path: a drive', get('/C:/Windows/win.ini'), 404],
  ['path: a share', get('//server/share/x'), 404],
  ['path: NUL', get('/index.html%00.js'), 404],
  ['path: a stream of NTFS', get('/index.html::$DATA'), 404],
  ['path: a folder', get('/.'), 404],
  ['path: the prototype', get('/__proto__'), 404],
  ['path: a request in upper case', { line: 'POST /REQUEST HTTP/1.1' }, 405],
  ['path: a request with a slash more', { line: 'POST //request HTTP/1.1' }, 405],
  ['path: a proxy', { line: 'CONNECT evil.example:443 HTTP/1.1' }, 0],
  ['body: over a megabyte', { body: `"${'x'.repeat(1_100_000)}"` }, 413],
  ['body: over a megabyte, in chunks', { headers: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' }, body: `10d000\r\n${'x'.repeat(0x10d000)}\r\n0\r\n\r\n` }, 413],
  ['body: no JSON', { body: '{"name":' }, 415],
  ['body: none', { body: '' }, 415],
  ['body: length said twice', { extra: 'Content-Length: 5\r\n' }, 400],
  ['body: length and chunks at once (smuggling)', { extra: 'Transfer-Encoding: chunked\r\n' }, 400],
  ['body: chunks of a strange name (smuggling)', { headers: { 'Content-Length': null }, extra: 'Transfer-Encoding: xchunked\r\n' }, 400],
  ['headers: over 16 KB', { headers: { 'X-Long': 'x'.repeat(20_000) } }, 431],
  ['headers: more than a hundred', { extra: 'X: 1\r\n'.repeat(120) }, 431],
  ['headers: more than two thousand, the last one our Host again', { extra: `${'X:1\r\n'.repeat(2100)}Host: evil.example\r\n` }, 431],
  ['headers: one folded over two lines', { extra: 'X-Folded: a\r\n b\r\n' }, 400],
  ['headers: a space before the colon', { extra: 'X-Space : a\r\n' }, 400],
  ['no HTTP at all', { line: '\u0016\u0003\u0001\u0002' }, 400],
  ['WebSocket from another site', events({ ...socket, Origin: 'https://evil.example' }), 403],
  ['WebSocket without an origin', events(socket), 403],
  ['WebSocket on a request', { line: 'GET /request HTTP/1.1', headers: socket }, 403],
  ['EventSource from another site', events({ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }), 403],
  ['EventSource from a sandboxed frame', events({ Origin: 'null' }), 403],
  ['EventSource, which sends no key', events({ 'X-Gangway-Key': null }), 403],
  ['EventSource by POST', { line: 'POST /events HTTP/1.1' }, 405],
  ['session: a wrong token', session('{"token":"0"}'), 403],
  ['session: no token', session('{}'), 403],
  ['session: a list of tokens', session('{"token":["0","1"]}'), 403],
  ['session: more than a token', session(`{"token":"${'0'.repeat(2000)}"}`), 413],
  ['session: by GET', { line: 'GET /session?token=0 HTTP/1.1' }, 405],
  ['session: from another site', { ...session('{"token":"0"}'), headers: { Origin: 'https://evil.example' } }, 403],
];

beforeAll(async () => {
  let token;
  ({ carrier, port, token } = await open());
  const answer = await sendRaw(
    port,
    text({ ...session(JSON.stringify({ token })), headers: { Cookie: null, Connection: 'close' } }),
  );
  cookie = /set-cookie: (gangway-\d+=[0-9a-f]{64});/.exec(answer.headers)?.[1] ?? expect.fail('no cookie');
  key = /"key":"([0-9a-f]{64})"/.exec(answer.body)?.[1] ?? expect.fail('no key');
});
beforeEach(() => {
  for (const mock of [app.dispatch, app.upload]) mock.mockClear();
});
afterAll(async () => {
  await carrier.close();
  rmSync(folder, { recursive: true });
});

describe('the loopback carrier', () => {
  it('answers the request that every hostile one is made from', async () => {
    const answer = await sendRaw(port, text({ headers: { Connection: 'close' } }));
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('{"ok":true,"value":{}}');
    expect(app.dispatch).toHaveBeenCalledOnce();
    const utf8 = { Connection: 'close', 'Content-Type': 'application/json; charset=UTF-8' };
    expect((await sendRaw(port, text({ headers: utf8 }))).status).toBe(200);
  });

  it.each(hostile)('refuses %s', async (_name, attempt, status) => {
    const answer = await sendRaw(port, text(attempt));
    expect(answer.status).toBe(status);
    expect(answer.body.replace(/^0\r\n\r\n$/, '')).toBe('');
    expect(answer.headers).not.toMatch(/access-control-|set-cookie/);
    expect(app.dispatch).not.toHaveBeenCalled();
    expect(app.upload).not.toHaveBeenCalled();
  });

  it.each([
    ['headers that never end', 'POST /request HTTP/1.1\r\nHost: x\r\n', 408],
    ['a body that never ends', null, 0],
  ])('closes on %s', async (_name, raw, status) => {
    const stalled = raw ?? text({ headers: { 'Content-Length': '500' } });
    expect((await sendRaw(port, stalled, true)).status).toBe(status);
    expect(app.dispatch).not.toHaveBeenCalled();
  });

  it('shuts its door after five wrong tokens: the right one comes too late', async () => {
    const other = await open();
    const knock = (token: string) =>
      sendRaw(other.port, text(session(JSON.stringify({ token })), other.port));
    for (let i = 0; i < 5; i += 1) expect((await knock(String(i).repeat(64))).status).toBe(403);
    expect((await knock(other.token)).status).toBe(403);
    await other.carrier.close();
  });

  it('gives its cookie once', async () => {
    const other = await open();
    const knock = () =>
      sendRaw(
        other.port,
        text(
          {
            ...session(JSON.stringify({ token: other.token })),
            headers: { Cookie: null, Connection: 'close' },
          },
          other.port,
        ),
      );
    expect((await knock()).headers).toContain('httponly; samesite=strict; path=/');
    expect((await knock()).status).toBe(403);
    await other.carrier.close();
  });

  it('is not there on any other address of this computer', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address }) => address);
    // Linux and Windows both answer on all of 127.0.0.0/8, so the test tries another address there.
    for (const host of [...others, '127.0.0.2']) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host, port, timeout: 2000 });
        socket.once('connect', () => resolve(true));
        for (const name of ['error', 'timeout']) socket.once(name, () => resolve(false));
        socket.once('close', () => socket.destroy());
      });
      expect(reached, host).toBe(false);
    }
  });
});
