import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type WebCarrier } from '../../main/bridge/web';
import type { App } from '../../main/app';
import { LoopbackPage, testApp } from './carriers';
import { describeContract } from './contractSuite';

const renderer = mkdtempSync(join(tmpdir(), 'gangway-renderer-'));
writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Gangway</title>');
afterAll(() => rmSync(renderer, { recursive: true, force: true }));

describeContract('loopback', async () => {
  const app = await testApp();
  const carrier = await serve(app, renderer);
  return LoopbackPage.open(carrier.url, async () => {
    await carrier.close();
    await app.close();
  });
});

describe('the loopback door', () => {
  let app: App;
  let carrier: WebCarrier;
  let port = 0;
  let cookie = '';
  let key = '';
  const host = () => `127.0.0.1:${String(port)}`;
  const origin = () => `http://${host()}`;

  /** Raw request: fetch would not let a test send a false Host or Origin. */
  function send(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
    body = '',
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        let text = '';
        response.on('data', (part) => (text += String(part)));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }
  const good = (): OutgoingHttpHeaders => ({
    host: host(),
    origin: origin(),
    cookie,
    'content-type': 'application/json',
    'x-gangway': '1',
    'x-gangway-key': key,
  });
  const hello = JSON.stringify({ name: 'hello', input: {} });

  beforeAll(async () => {
    app = await testApp();
    carrier = await serve(app, renderer);
    const url = new URL(carrier.url);
    port = Number(url.port);
    const token = url.hash.replace('#token=', '');
    const answer = await fetch(`${origin()}/session`, {
      method: 'POST',
      headers: { origin: origin(), 'content-type': 'application/json', 'x-gangway': '1' },
      body: JSON.stringify({ token }),
    });
    const header = answer.headers.get('set-cookie') ?? '';
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Strict/);
    cookie = header.split(';')[0] ?? '';
    key = ((await answer.json()) as { key: string }).key;
  });
  afterAll(async () => {
    await carrier.close();
    await app.close();
  });

  it('lets its own page in', async () => {
    const answer = await send('POST', '/request', good(), hello);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true });
  });

  it.each<[string, OutgoingHttpHeaders]>([
    ['another host name (DNS rebinding)', { host: 'evil.example' }],
    ['localhost by name', { host: 'localhost' }],
    ['another port in Host', { host: '127.0.0.1:1' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['our origin over https', { origin: 'https://127.0.0.1' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch', { 'sec-fetch-site': 'same-site' }],
    ['no cookie', { cookie: '' }],
    ['a wrong cookie', { cookie: `gangway-PORT=${'0'.repeat(64)}` }],
    ['a cookie cut short', { cookie: 'gangway-PORT=' }],
    ['the cookie alone, which a browser sends to every port of 127.0.0.1', { 'x-gangway-key': '' }],
    ['the cookie with a wrong key', { 'x-gangway-key': '0'.repeat(64) }],
    ['no custom header', { 'x-gangway': '' }],
  ])('turns away %s', async (_, headers) => {
    const cookieOfPort =
      headers.cookie === undefined ? {} : { cookie: String(headers.cookie).replace('PORT', String(port)) };
    const answer = await send('POST', '/request', { ...good(), ...headers, ...cookieOfPort }, hello);
    expect(answer).toEqual({ status: 403, body: '' });
  });

  it('turns away a post without an origin', async () => {
    const { origin: _, ...headers } = good();
    expect((await send('POST', '/request', headers, hello)).status).toBe(403);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('does nothing on %s /request', async (method) => {
    expect((await send(method, '/request', good())).status).toBe(405);
  });

  it('takes JSON only, and not too much of it', async () => {
    expect((await send('POST', '/request', { ...good(), 'content-type': 'text/plain' }, hello)).status).toBe(
      415,
    );
    expect((await send('POST', '/request', good(), 'not json')).status).toBe(415);
    const utf8 = { ...good(), 'content-type': 'application/json; charset=UTF-8' };
    expect((await send('POST', '/request', utf8, hello)).status).toBe(200);
    expect((await send('POST', '/request', good(), `"${'x'.repeat(1_100_000)}"`)).status).toBe(413);
  });

  it('exchanges its token once and then never again', async () => {
    const token = new URL(carrier.url).hash.replace('#token=', '');
    expect((await send('POST', '/session', good(), JSON.stringify({ token }))).status).toBe(403);
  });

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..\\package.json',
    '//etc/passwd',
    '/index.html%00',
  ])('serves nothing for %s', async (path) => {
    expect((await send('GET', path, { host: host() })).status).toBe(404);
  });

  it('sends no CORS header and keeps its policy on every answer', async () => {
    const answer = await fetch(`${origin()}/`);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
