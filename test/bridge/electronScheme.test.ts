import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {} }));

const { serveScheme } = await import('../../main/electron/scheme');

describe('app://', () => {
  let root = '';
  let get: (address: string, method?: string) => Promise<Response>;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'gangway-assets-'));
    mkdirSync(join(root, 'renderer', 'assets'), { recursive: true });
    writeFileSync(join(root, 'secret.json'), '{}');
    writeFileSync(join(root, 'renderer', 'index.html'), '<!doctype html>');
    writeFileSync(join(root, 'renderer', 'assets', 'index.js'), 'export {};');
    writeFileSync(join(root, 'renderer', 'assets', 'index.js.map'), '{}');
    let handler: ((request: Request) => Promise<Response>) | undefined;
    const protocol = { handle: (_scheme: string, given: typeof handler) => (handler = given) };
    serveScheme({ protocol } as unknown as Session, join(root, 'renderer'));
    get = (url, method = 'GET') => (handler ?? expect.fail('no handler'))({ url, method } as Request);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('serves the built files with the policy', async () => {
    const answer = await get('app://gangway/index.html?x=1');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
    expect(await answer.text()).toBe('<!doctype html>');
    expect((await get('app://gangway/')).status).toBe(200);
    expect((await get('app://gangway/assets/index.js')).headers.get('content-type')).toMatch(
      /^text\/javascript/,
    );
  });

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/..%5csecret.json',
    '/..\\secret.json',
    '/assets/../../secret.json',
    '//server/share/secret.json',
    '/C:/Windows/win.ini',
    '/INDEX.HTML',
    '/index.html%00.js',
    '/index.html/',
    '/assets',
    '/assets/index.js.map',
    '/__proto__',
    '/constructor',
  ])('answers 404 to %s', async (path) => {
    const answer = await get(`app://gangway${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });

  it('serves no other host and no other method', async () => {
    expect((await get('app://evil/index.html')).status).toBe(404);
    expect((await get('app://gangway/index.html', 'POST')).status).toBe(404);
  });
});
