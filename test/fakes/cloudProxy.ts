import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { ServedAs } from '../fixtures/servedAs';

// Invented: 404 as the answer of every address, and a refusal without words; looked for: captures of proxies that inspect, beside Defender

/** A proxy of this computer that answers for every host itself; `asked` are the hosts, `sent` what came through TLS. */
export interface CloudProxy {
  readonly address: string;
  readonly asked: readonly string[];
  readonly sent: readonly string[];
  close(): Promise<void>;
}

/** Opens one. `refuses`: the status with which it opens no tunnel at all; else it serves that certificate and answers `404`. */
export async function openCloudProxy(how: ServedAs | { readonly refuses: number }): Promise<CloudProxy> {
  const asked: string[] = [];
  const sent: string[] = [];
  const tunnels: Duplex[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    tunnels.push(socket);
    socket.on('error', () => undefined);
    if ('refuses' in how) {
      socket.end(`HTTP/1.1 ${String(how.refuses)} No\r\nConnection: close\r\n\r\n`);
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const secure = new TLSSocket(socket, { isServer: true, key: how.key, cert: how.chain });
    secure.on('error', () => undefined);
    secure.once('data', (data: Buffer) => {
      sent.push(data.toString('latin1').split('\r\n')[0] ?? '');
      secure.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${String(port)}`,
    asked,
    sent,
    close: async () => {
      for (const tunnel of tunnels) tunnel.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
