import { Readable } from 'node:stream';
import { net, session, type ClientRequest, type IncomingMessage } from 'electron';
import type { Outbound, OutboundAnswer } from '../outbound';

/** A session of its own, without a page and without anything on the disk; its proxy is the one of the system. */
const partition = 'gangway-downloads';

/**
 * Public downloads over Chromium's outbound stack, which knows the proxy settings and the certificates of Windows. Redirects
 * are handed back as answers. A proxy that asks for a password is refused: no password is ever asked for here.
 */
export function createOutbound(): Outbound {
  return {
    get: (url, headers, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const request = net.request({
          method: 'GET',
          url,
          headers: { ...headers },
          session: session.fromPartition(partition, { cache: false }),
          redirect: 'manual',
          credentials: 'omit',
          useSessionCookies: false,
        });
        const stop = () => {
          request.abort();
          reject(new Error('stopped'));
        };
        signal.addEventListener('abort', stop);
        const settled = () => signal.removeEventListener('abort', stop);
        request.on('login', (_info, answer) => answer());
        request.on('error', (error) => {
          settled();
          reject(error);
        });
        // Not followed unless that is said in this very call; then Electron ends the request by an error, which comes too late.
        request.on('redirect', (status, _method, location) => {
          settled();
          resolve({
            status,
            header: (name) => (name === 'location' ? location : null),
            body: Readable.from([]),
          });
        });
        request.on('response', (response) => {
          const body = bodyOf(request, response);
          body.once('close', settled);
          resolve(answerOf(response, body));
        });
        request.end();
      }),
  };
}

function answerOf(response: IncomingMessage, body: Readable): OutboundAnswer {
  return {
    status: response.statusCode,
    header: (name) => {
      const value = response.headers[name];
      return Array.isArray(value) ? (value[0] ?? null) : (value ?? null);
    },
    body,
  };
}

/** The bytes as they come. Destroying the stream ends the request. */
function bodyOf(request: ClientRequest, response: IncomingMessage): Readable {
  // Electron's own is a Readable of Node, which waits for its reader; its types do not say so.
  if (response instanceof Readable) {
    response.once('close', () => request.abort());
    return response;
  }
  const body = new Readable({ read: () => undefined, destroy: (error, done) => done(error) });
  body.once('close', () => request.abort());
  response.on('data', (chunk) => body.push(chunk));
  response.on('end', () => body.push(null));
  response.on('aborted', () => body.destroy(new Error('aborted')));
  response.on('error', (error: Error) => body.destroy(error));
  return body;
}
