import { execFileSync } from 'node:child_process';
import * as dns from 'node:dns/promises';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { climb } from '../../../main/connect/ladder';
import { createNetwork } from '../../../main/connect/network';
import type { Approach } from '../../../main/shell/approach';
import type { Shell } from '../../../main/shell/shell';
import { usualConnection } from '../../../shared/model/connection';
import { GangwayError, type ErrorCode } from '../../../shared/errors';
import type { Rung } from '../../../shared/bridge/session';

vi.mock('node:dns/promises', async (original) => {
  const real = await original<typeof dns>();
  return { ...real, lookup: vi.fn(real.lookup) };
});

/** A rung has so long (ms) where the test waits for silence; what answers late has all the time it needs. */
const shortMs = 400;
const longMs = 30_000;
const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  return (server.address() as AddressInfo).port;
}

/** A way to a port: each piece comes late, after so many bytes nothing more comes back, or the end. */
interface Way {
  readonly delayMs?: number;
  readonly then?: { readonly afterBytes: number; readonly is: 'silence' | 'cut' };
}
const proxy = (port: number, { delayMs = 0, then }: Way): Promise<number> =>
  listening(
    createServer((near) => {
      const far = connect(port, '127.0.0.1');
      let back = 0;
      for (const socket of [near, far]) socket.on('error', () => undefined);
      near.on('data', (bytes) => setTimeout(() => far.write(bytes), delayMs));
      far.on('data', (bytes) =>
        setTimeout(() => {
          const goes = then === undefined ? bytes.length : Math.max(0, then.afterBytes - back);
          back += bytes.length;
          near.write(bytes.subarray(0, goes));
          if (goes < bytes.length && then?.is === 'cut') near.destroy();
        }, delayMs),
      );
      near.on('close', () => far.destroy());
      far.on('close', () => {
        if (then?.is !== 'silence' || back < then.afterBytes) setTimeout(() => near.end(), delayMs);
      });
    }),
  );

/** Asks WS-Man identify as Test-WSMan does, in so far as it matters here: one HTTP request, and a fault where it fails. */
const identify = (port: number, signal: AbortSignal | undefined) =>
  new Promise<{ product: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/wsman', method: 'POST', signal }, (answer) => {
      let text = '';
      answer.on('data', (bytes: Buffer) => (text += bytes.toString()));
      answer.on('end', () => resolve({ product: text }));
      answer.on('error', () => reject(new GangwayError('target.noManagement')));
    });
    asked.on('error', () => reject(new GangwayError('target.noManagement')));
    asked.end();
  });

/** A server of the network whose encrypted port and plain port are these on loopback. */
function approachOf(https: number, http: number): Approach {
  const real = createNetwork({
    run: async (_name: string, { port }: { port: number }, { signal }: { signal?: AbortSignal }) =>
      identify(port, signal),
  } as unknown as Shell);
  const at = (port: number) => (port === 5986 ? https : http);
  const here = '127.0.0.1';
  return {
    resolve: (host, signal) => real.resolve(host, signal),
    reach: (_host, port, signal) => real.reach(here, at(port), signal),
    certificate: (_host, port, signal) => real.certificate(here, at(port), signal),
    chainStatus: () => Promise.resolve([]),
    identify: (_host, endpoint, signal) =>
      real.identify(here, { ...endpoint, port: at(endpoint.port) }, signal),
  };
}

/** Climbs, and answers where it ended: a rung with its code, or the top of what is tested here. */
async function climbed(approach: Approach, rungMs: number): Promise<[Rung['id'], ErrorCode | 'signIn']> {
  let last: [Rung['id'], ErrorCode | 'signIn'] = ['name', 'signIn'];
  await climb({
    host: 'nord-fs03.contoso.lan',
    expected: 'NORD-FS03',
    choice: usualConnection,
    approach,
    signIn: () => Promise.reject(new GangwayError('target.signInRefused')),
    put: (id, { state, failure }) => {
      if (state === 'stopped' && failure) last = [id, id === 'signIn' ? 'signIn' : failure.code];
    },
    learn: () => undefined,
    signal: new AbortController().signal,
    now: Date.now,
    rungMs,
  });
  return last;
}

const plain = () =>
  listening(
    createServer((socket) => {
      socket.once('data', () =>
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nStack: 3.0'),
      );
    }),
  );
const closed = async () => {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, 'close');
  return port;
};
const resolves = (answer: () => Promise<{ address: string; family: number }[]>) =>
  vi.mocked(dns.lookup).mockImplementation(answer as never);
const found = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

describe('the rungs on a bad network', () => {
  it('a name that comes late is used; a name that never comes ends its rung', async () => {
    const port = await plain();
    resolves(() => pause(300).then(found));
    expect(await climbed(approachOf(await closed(), port), longMs)).toEqual(['signIn', 'signIn']);
    resolves(() => new Promise(() => undefined));
    expect(await climbed(approachOf(await closed(), port), shortMs)).toEqual(['name', 'target.unknownName']);
  });

  it.each<[string, Way, [Rung['id'], ErrorCode | 'signIn']]>([
    ['answers 50 ms late', { delayMs: 25 }, ['signIn', 'signIn']],
    ['answers 400 ms late', { delayMs: 200 }, ['signIn', 'signIn']],
    ['is silent', { then: { afterBytes: 0, is: 'silence' } }, ['management', 'target.noManagement']],
    [
      'falls silent in its answer',
      { then: { afterBytes: 20, is: 'silence' } },
      ['management', 'target.noManagement'],
    ],
    ['is cut in its answer', { then: { afterBytes: 20, is: 'cut' } }, ['management', 'target.noManagement']],
    ['is cut at once', { then: { afterBytes: 0, is: 'cut' } }, ['management', 'target.noManagement']],
  ])('remote management that %s', async (_what, way, end) => {
    resolves(found);
    const port = await proxy(await plain(), way);
    const rungMs = way.then?.is === 'silence' ? shortMs : longMs;
    expect(await climbed(approachOf(await closed(), port), rungMs)).toEqual(end);
  });

  it('an encrypted port that takes connections and never shows a certificate ends the rung, and no certificate is mentioned', async () => {
    resolves(found);
    const mute = await listening(createServer());
    expect(await climbed(approachOf(mute, await plain()), shortMs)).toEqual([
      'management',
      'target.noManagement',
    ]);
  });

  it('a port behind which nothing is heard holds up another that answers no longer than its rung has time', async () => {
    resolves(found);
    const approach = approachOf(1, await plain());
    const silent: Approach['reach'] = (host, port, signal) =>
      port === 5985
        ? approach.reach(host, port, signal)
        : new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve('silent'));
          });
    expect(await climbed({ ...approach, reach: silent }, shortMs)).toEqual(['signIn', 'signIn']);
  });

  it('a certificate that comes late is read, and one that is cut is none', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'gangway-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const words =
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=nord-fs03';
    try {
      execFileSync('openssl', [...words.split(' '), '-keyout', key, '-out', cert], { stdio: 'ignore' });
    } catch {
      context.skip('openssl is not here to make a certificate');
    }
    const secure = await listening(createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }));
    rmSync(folder, { recursive: true });
    const read = async (way: Way) =>
      approachOf(await proxy(secure, way), 1).certificate(
        'x',
        5986,
        AbortSignal.timeout(way.then?.is === 'silence' ? shortMs : longMs),
      );
    expect((await read({ delayMs: 100 }))?.subject).toBe('CN=nord-fs03');
    expect(await read({ then: { afterBytes: 100, is: 'cut' } })).toBeNull();
    expect(await read({ then: { afterBytes: 100, is: 'silence' } })).toBeNull();
  });
});
