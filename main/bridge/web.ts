import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { App } from '../app';
import { failureOf } from '../../shared/errors';
import { readAsset, securityHeaders } from './assets';
import { declaredBytes, isBytes, readJson } from './body';
import { keepDoorway, type Doorway } from './doorway';
import { createGuard, type Guard, type Refusal } from './guard';
import { receive } from './receive';
import { createStreams, type Streams } from './streams';

/** A request is small; only an upload is not, and the library has its own limit for that. */
const bodyLimit = 1_000_000;
/** The sender of a token is not known yet, so its request must be small. */
const tokenLimit = 1_000;
const uploadsAtOnce = 4;
/** A browser takes six for a page, and a person may have it in several tabs. */
const socketsAtOnce = 64;
/** Time for headers to arrive, and for a small body; an upload brings some of it within this time, in ms. */
const usualPatienceMs = 10_000;

/** The running loopback carrier. `url` holds the token and opens the wizard once. */
export interface WebCarrier {
  readonly url: string;
  close(): Promise<void>;
}

/** What the routes share. */
interface House {
  readonly app: App;
  readonly guard: Guard;
  readonly doorway: Doorway;
  readonly folder: string;
  readonly streams: Streams;
  readonly uploads: Set<IncomingMessage>;
  readonly patienceMs: number;
}

/**
 * Serves the wizard to a browser on this computer: the built renderer as files, `POST /request`, `POST /upload`, and
 * `GET /events` as server-sent events. Listens on 127.0.0.1 only. For practice, development and tests; it is not in the
 * package.
 */
export async function serve(
  app: App,
  folder: string,
  port = 0,
  patienceMs = usualPatienceMs,
): Promise<WebCarrier> {
  const bound = () => {
    const address = server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  };
  const server: Server = createServer(
    {
      maxHeaderSize: 16_384,
      // A stream of events is silent for long. A body has limits of its own.
      requestTimeout: 0,
      headersTimeout: patienceMs,
      connectionsCheckingInterval: Math.min(patienceMs, 1000),
    },
    (request, response) => {
      void route(house, request, response).catch(() => {
        if (!response.headersSent) refuse(response, 403);
        else response.destroy();
      });
    },
  );
  // Node would drop what is beyond its number, and with it a header that is said twice; the guard counts.
  server.maxHeadersCount = 0;
  const house: House = {
    app,
    guard: createGuard(bound),
    doorway: keepDoorway(server, socketsAtOnce),
    folder,
    streams: createStreams(app),
    uploads: new Set(),
    patienceMs,
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String(bound())}/#token=${house.guard.token}`,
    async close() {
      house.streams.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function route(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { app, guard, doorway, streams } = house;
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  /** True when the request did not come from our own page and was refused. */
  const isForeign = (method: 'GET' | 'POST'): boolean => {
    const refusal = guard.check(request, method, true);
    if (refusal === null) doorway.know(request.socket);
    else refuse(response, refusal);
    return refusal !== null;
  };
  switch (path) {
    case '/session':
      return openSession(house, request, response);
    case '/request': {
      if (isForeign('POST')) return;
      const body = await readJson(request, bodyLimit, house.patienceMs);
      if (typeof body === 'number') refuse(response, body);
      else json(response, 200, await app.dispatch(body.value));
      return;
    }
    case '/upload':
      if (isForeign('POST')) return;
      return upload(house, new URLSearchParams(query), request, response);
    case '/events':
      if (isForeign('GET')) return;
      if (!streams.open(response)) refuse(response, 429);
      return;
    default: {
      const refusal = guard.check(request, 'GET', false);
      if (refusal !== null) {
        refuse(response, refusal);
        return;
      }
      const asset = await readAsset(house.folder, path);
      response.writeHead(asset.status, asset.headers);
      response.end(asset.body);
    }
  }
}

async function openSession(
  { guard, doorway, patienceMs }: House,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = guard.check(request, 'POST', false);
  const body = refusal ?? (await readJson(request, tokenLimit, patienceMs));
  if (typeof body === 'number') {
    refuse(response, body);
    return;
  }
  const parsed = z.strictObject({ token: z.string() }).safeParse(body.value);
  const given = parsed.success ? guard.exchange(parsed.data.token) : null;
  if (given === null) {
    refuse(response, 403);
    return;
  }
  doorway.know(request.socket);
  json(response, 200, { ok: true, key: given.key }, { 'Set-Cookie': given.cookie });
}

async function upload(
  { app, uploads, patienceMs }: House,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isBytes(request)) {
    refuse(response, 415);
    return;
  }
  if (uploads.size >= uploadsAtOnce) {
    refuse(response, 429);
    return;
  }
  uploads.add(request);
  const body = receive(request, patienceMs);
  const [target, name] = [query.get('target') ?? '', query.get('name') ?? ''];
  const answer = await app.upload(target, name, body.bytes, declaredBytes(request)).then(
    () => ({ ok: true, value: {} }),
    (error: unknown) => ({ ok: false, error: failureOf(error) }),
  );
  uploads.delete(request);
  // A browser that still sends reads an early answer only if it is a refusal (4xx).
  json(response, body.end() ? 200 : 413, answer);
}

function json(
  response: ServerResponse,
  status: 200 | 413,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: NonNullable<Refusal>): void {
  response.writeHead(status, { ...securityHeaders, Connection: 'close' });
  response.end();
}
