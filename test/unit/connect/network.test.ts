import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createNetwork, readCertificate } from '../../../main/connect/network';
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
    await expect(network.resolve('nobody.invalid', patient())).rejects.toMatchObject({
      code: 'target.unknownName',
    });
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
      const port = await listening(
        createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => socket.end()),
      );
      const found = await network.certificate('127.0.0.1', port, patient());
      expect(found).toMatchObject({
        subject: 'O=Contoso, CN=other-name',
        issuer: 'O=Contoso, CN=other-name',
        names: ['other-name', '10.0.0.1'],
      });
      expect(found?.thumbprint).toMatch(/^[0-9A-F]{40}$/);
      expect(found?.notAfter).toBeGreaterThan(Date.now());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
