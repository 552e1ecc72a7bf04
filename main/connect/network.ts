import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import type { Certificate } from '../../shared/model/connection';
import { GangwayError } from '../../shared/errors';
import { systemCode } from '../disk/retryBusy';
import type { Shell } from '../shell/shell';
import type { Approach, PortAnswer } from '../shell/approach';

/**
 * The network of this computer: the system's own name resolution (DNS, hosts file and what else Windows asks), a plain
 * TCP connection, TLS only to read the certificate, and in a shell of this computer Test-WSMan and the chain of a certificate
 * that was refused. Nothing is sent but what these need.
 */
export function createNetwork(here: Shell): Approach {
  return {
    async resolve(host, signal) {
      if (isAddress(host)) return [host];
      const found = await abortable(
        lookup(host, { all: true }).catch((error: unknown) => {
          throw new GangwayError('target.unknownName', systemCode(error) || String(error));
        }),
        signal,
      );
      return [...new Set(found.map(({ address }) => address))];
    },
    reach: (host, port, signal) =>
      new Promise<PortAnswer>((resolve) => {
        const socket = connectTcp({ host, port });
        const end = (answer: PortAnswer) => {
          socket.destroy();
          resolve(answer);
        };
        socket.once('connect', () => end('open'));
        // Refused, or no way there: both are answers, and both come at once.
        socket.once('error', () => end('closed'));
        signal.addEventListener('abort', () => end('silent'), { once: true });
        if (signal.aborted) end('silent');
      }),
    certificate: async (host, port, signal) => {
      const found = await peerOf(host, port, signal);
      return found === null ? null : readCertificate(found);
    },
    async chainStatus(host, port, signal) {
      const found = await peerOf(host, port, signal);
      if (found === null) return [];
      const { statuses } = await here.run('Get-CertificateTrust', { chain: chainOf(found) }, { signal });
      return statuses;
    },
    async identify(host, { port, useSsl }, signal) {
      const answer = await here.run('Test-Management', { computerName: host, port, useSsl }, { signal });
      return { product: answer.product };
    },
  };
}

/** Whether a host is an address. Behind its `%` stands a network card of this computer. */
const isAddress = (host: string): boolean => isIP(host.replace(/%.*/, '')) !== 0;

/** The certificate on a port, and those that the server sent with it; null where there is no TLS. */
function peerOf(host: string, port: number, signal: AbortSignal): Promise<DetailedPeerCertificate | null> {
  return new Promise((resolve) => {
    const socket = connectTls({
      host,
      port,
      // A certificate is chosen by name; TLS knows no address there.
      ...(isAddress(host) ? {} : { servername: host }),
      // Read, not trusted: whether it is accepted is Windows' own verdict, on the next question.
      rejectUnauthorized: false,
    });
    const end = (found: DetailedPeerCertificate | null) => {
      socket.destroy();
      resolve(found);
    };
    socket.once('secureConnect', () => end(socket.getPeerCertificate(true)));
    socket.once('error', () => end(null));
    signal.addEventListener('abort', () => end(null), { once: true });
    if (signal.aborted) end(null);
  });
}

/** A server that sends more than so many certificates sends nonsense. */
const longestChain = 10;

/** The bytes of a certificate and of those behind it, each as base64; a root is its own issuer. */
export function chainOf(found: Partial<DetailedPeerCertificate>): string[] {
  const chain: string[] = [];
  let one: typeof found | undefined = found;
  while (one?.raw !== undefined && chain.length < longestChain) {
    const text = one.raw.toString('base64');
    if (chain.includes(text)) break;
    chain.push(text);
    one = one.issuerCertificate;
  }
  return chain;
}

/** What a certificate says; null where the server showed none. */
export function readCertificate(found: PeerCertificate): Certificate | null {
  if (Object.keys(found).length === 0) return null;
  const at = (text: string): number | null => {
    const instant = Date.parse(text);
    return Number.isNaN(instant) ? null : instant;
  };
  return {
    subject: nameOf(found.subject),
    issuer: nameOf(found.issuer),
    names: (found.subjectaltname ?? '')
      .split(', ')
      .map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
      .filter((entry) => entry !== ''),
    notBefore: at(found.valid_from),
    notAfter: at(found.valid_to),
    thumbprint: found.fingerprint.replaceAll(':', '').toUpperCase(),
  };
}

const nameOf = (parts: object): string =>
  Object.entries(parts)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(', ');

/** Name resolution cannot be stopped; who does not want to wait for it leaves. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new GangwayError('operation.canceled'));
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
