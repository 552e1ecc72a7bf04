import { getEventListeners } from 'node:events';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { chainOf, createNetwork, readCertificate } from '../../../main/connect/network';
import { createPowerShell } from '../../../main/shell/powershell';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
const network = createNetwork(createPowerShell({ executable: '/nowhere/powershell.exe' }));
const patient = () => new AbortController().signal;

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

describe('the network of this computer', () => {
  it('resolves a name as the system does, leaves an address as it is, and names what is unknown', async () => {
    expect(await network.resolve('localhost', patient())).toContain('127.0.0.1');
    expect(await network.resolve('2001:db8::1', patient())).toEqual(['2001:db8::1']);
    // An address of a network card is none of a name server's.
    expect(await network.resolve('fe80::1%no_such', patient())).toEqual(['fe80::1%no_such']);
    const signal = patient();
    await expect(network.resolve('nobody.invalid', signal)).rejects.toMatchObject({
      code: 'target.unknownName',
      detail: expect.stringMatching(/^E[A-Z_]+$/),
    });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    await expect(network.resolve('localhost', AbortSignal.abort())).rejects.toMatchObject({
      code: 'operation.canceled',
    });
  });

  it('tells an open port from a closed and a silent one', async () => {
    const port = await listening(createServer());
    expect(await network.reach('127.0.0.1', port, patient())).toBe('open');
    servers.splice(0).forEach((server) => server.close());
    expect(await network.reach('127.0.0.1', port, patient())).toBe('closed');
    expect(await network.reach('127.0.0.1', port, AbortSignal.abort())).toBe('silent');
  });

  it('leaves a port and a certificate that nobody waits for any more', async () => {
    const port = await listening(createServer());
    const leave = new AbortController();
    const answers = [
      network.reach('127.0.0.1', port, leave.signal),
      network.certificate('127.0.0.1', port, leave.signal),
    ];
    leave.abort();
    expect(await Promise.all(answers)).toEqual(['silent', null]);
    expect(await network.certificate('127.0.0.1', port, AbortSignal.abort())).toBeNull();
  });

  it('asks remote management on the port that was found, and answers what it is', async () => {
    const asked: unknown[] = [];
    const { identify } = createNetwork({
      run: async (...question: unknown[]) => (asked.push(question), { product: 'Stack: 3.0', more: 1 }),
    } as never);
    const signal = patient();
    expect(await identify('nord-fs03', { port: 5985, useSsl: false }, signal)).toEqual({
      product: 'Stack: 3.0',
    });
    const params = { computerName: 'nord-fs03', port: 5985, useSsl: false };
    expect(asked).toEqual([['Test-Management', params, { signal }]]);
  });

  it('asks nothing of a chain where no certificate is shown', async () => {
    const port = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await network.chainStatus('127.0.0.1', port, patient())).toEqual([]);
  });

  it('reads no certificate where none is shown', async () => {
    const port = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await network.certificate('127.0.0.1', port, patient())).toBeNull();
    expect(readCertificate({} as never)).toBeNull();
  });

  it('reads whom a certificate is for without trusting it', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'gangway-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    try {
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '2',
        ].concat(
          ['-subj', '/O=Contoso/CN=other-name', '-addext', 'subjectAltName=DNS:other-name,IP:10.0.0.1'],
          ['-keyout', key, '-out', cert],
        ),
        { stdio: 'ignore' },
      );
    } catch {
      context.skip('openssl is not here to make a certificate');
    }
    try {
      const names: unknown[] = [];
      const SNICallback = (name: string, done: (error: null) => void) => {
        names.push(name);
        done(null);
      };
      const pair = { key: readFileSync(key), cert: readFileSync(cert) };
      const port = await listening(createTlsServer({ ...pair, SNICallback }, (socket) => socket.end()));
      const found = await network.certificate('127.0.0.1', port, patient());
      expect(found).toMatchObject({
        subject: 'O=Contoso, CN=other-name',
        issuer: 'O=Contoso, CN=other-name',
        names: ['other-name', '10.0.0.1'],
      });
      expect(found?.thumbprint).toMatch(/^[0-9A-F]{40}$/);
      expect(found?.notAfter).toBeGreaterThan(Date.now());
      // By its name it may show another certificate; an address is no name.
      await network.certificate('localhost', port, patient());
      expect(names).toEqual(['localhost']);
      // What this computer holds of it is asked with its own bytes.
      const asked: unknown[] = [];
      const { chainStatus } = createNetwork({
        run: async (name: string, params: unknown) => (
          asked.push(name, params),
          { statuses: ['UntrustedRoot'] }
        ),
      } as never);
      expect(await chainStatus('127.0.0.1', port, patient())).toEqual(['UntrustedRoot']);
      const bytes = readFileSync(cert, 'utf8').replaceAll(/-----.*-----|\s/g, '');
      expect(asked).toEqual(['Get-CertificateTrust', { chain: [bytes] }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what a server shows of itself', () => {
  const shown = (subjectaltname?: string) =>
    readCertificate({
      subject: { O: 'Contoso', CN: 'x' },
      issuer: {},
      subjectaltname,
      valid_from: 'Nov 24 14:32:08 2026 GMT',
      valid_to: 'never',
      fingerprint: 'a1:b2',
    } as never);
  it.each([
    [undefined, []],
    ['', []],
    ['DNS:a, IP Address:10.0.0.1, DNS:b', ['a', '10.0.0.1', 'b']],
    ['othername:DNS:a', ['othername:DNS:a']],
  ])('is for the names of %j', (text, names) => {
    expect(shown(text)).toEqual({
      subject: 'O=Contoso, CN=x',
      issuer: '',
      names,
      notBefore: Date.UTC(2026, 10, 24, 14, 32, 8),
      notAfter: null,
      thumbprint: 'A1B2',
    });
  });

  interface One {
    raw?: Buffer;
    issuerCertificate?: One;
  }
  const made = (length: number): One[] => {
    const all = Array.from({ length }, (_, index): One => ({ raw: Buffer.from([index]) }));
    for (const [index, one] of all.entries())
      Object.assign(one, { issuerCertificate: all[index + 1] ?? one });
    return all;
  };
  it.each([
    ['itself', 1, 1],
    ['itself and those behind it, up to a root, which is its own issuer', 3, 3],
    ['ten and no more', 12, 10],
  ])('is the chain of %s', (_, length, expected) => {
    const [first = {}] = made(length);
    expect(chainOf(first as never)).toEqual(
      Array.from({ length: expected }, (_one, index) => Buffer.from([index]).toString('base64')),
    );
  });

  it('ends its chain where the next certificate was not sent', () => {
    const [first = {}, second = {}] = made(2);
    expect(chainOf({ ...first, issuerCertificate: undefined } as never)).toHaveLength(1);
    Object.assign(second, { raw: undefined });
    expect(chainOf(first as never)).toHaveLength(1);
  });
});
