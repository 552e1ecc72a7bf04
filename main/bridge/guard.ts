import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is refused, as a status code; null accepts it. The answer has no body, so a stranger learns nothing. */
export type Refusal = 403 | 404 | 405 | 413 | 415 | 429 | 431 | null;

/** The largest number of headers. A browser sends about fifteen. */
const headersAllowed = 100;
/** After this number of wrong tokens nobody is let in until the next start, so that nobody can guess one. */
const triesAllowed = 5;

/**
 * Who may talk to the loopback carrier: only a page that came from it, on exactly its own host and port, with the token
 * of this start. DNS rebinding fails at Host, other sites at Origin, other users of the computer at the token. A browser
 * sends a cookie of 127.0.0.1 to every port there, so another program's server there gets it (RFC 6265, "Weak Confidentiality"); the key
 * lies in the storage of our own origin, port included, and goes nowhere by itself (docs/decisions/bridge.md).
 */
export interface Guard {
  /** For the URL fragment; it never reaches the server log, since browsers do not send fragments. */
  readonly token: string;
  /** Checks address, method and origin, and cookie and key where only our own page may ask. */
  check(request: IncomingMessage, method: 'GET' | 'POST', ownPageOnly: boolean): Refusal;
  /** Exchanges the token, once, for a cookie header and the key; null when it is wrong or used up. */
  exchange(token: string): { readonly cookie: string; readonly key: string } | null;
}

/** Makes the guard of a server that listens on this port. */
export function createGuard(port: () => number): Guard {
  const token = randomBytes(32).toString('hex');
  const cookie = randomBytes(32).toString('hex');
  const key = randomBytes(32).toString('hex');
  // Two Gangways on two ports share the cookies of the browser: each has a name of its own.
  const cookieName = () => `gangway-${String(port())}`;
  let wrong = 0;
  let used = false;
  return {
    token,
    check(request, method, ownPageOnly) {
      if (request.rawHeaders.length > 2 * headersAllowed) return 431;
      const host = `127.0.0.1:${String(port())}`;
      if (request.headers.host !== host || isSaidTwice(request)) return 403;
      // No browser speaks another version here; node takes HTTP/0.9 and 2.0 in the first line as if they were 1.1.
      if (request.headers.upgrade !== undefined || request.httpVersion !== '1.1') return 403;
      if (request.method !== method) return 405;
      const { origin } = request.headers;
      // A page's own GET carries no Origin; one that is there must be ours, and a POST must have one.
      if (origin !== undefined && origin !== `http://${host}`) return 403;
      if (method === 'POST' && (origin === undefined || request.headers['x-gangway'] !== '1')) return 403;
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403;
      if (!ownPageOnly) return null;
      return hasCookie(request, cookieName(), cookie) && isSame(headerOf(request, 'x-gangway-key'), key)
        ? null
        : 403;
    },
    exchange(given) {
      if (used || wrong >= triesAllowed) return null;
      if (!isSame(given, token)) {
        wrong += 1;
        return null;
      }
      used = true;
      return { cookie: `${cookieName()}=${cookie}; HttpOnly; SameSite=Strict; Path=/`, key };
    },
  };
}

/** Headers that a browser sends only once, and that this guard trusts. */
const single = ['host', 'origin', 'content-type', 'cookie', 'x-gangway', 'x-gangway-key', 'sec-fetch-site'];

/** Node keeps one of two headers that must be single. A proxy in between may have read the other one. */
function isSaidTwice({ rawHeaders }: IncomingMessage): boolean {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  return single.some((name) => names.indexOf(name) !== names.lastIndexOf(name));
}

function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function hasCookie(request: IncomingMessage, cookieName: string, cookie: string): boolean {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.some(
    (pair) => pair.startsWith(`${cookieName}=`) && isSame(pair.slice(cookieName.length + 1), cookie),
  );
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
