import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { App } from '../app';
import { failureOf } from '../../shared/errors';
import { readAsset, securityHeaders } from './assets';
import { createGuard, type Guard, type Refusal } from './guard';

/** A request is small; only an upload is not, and the library has its own limit for that. */
const bodyLimit = 1_000_000;
const streamsAtOnce = 8;
/** A browser takes six for a page, and a person may have it in several tabs. */
const socketsAtOnce = 64;
const keepAliveMs = 15_000;
/** Time for the headers of a request to arrive, and for which its body may pause, in ms. */
const patienceMs = 10_000;

/** The running loopback carrier. `url` holds the token and opens the wizard once. */
export interface WebCarrier {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the wizard to a browser on this computer: the built renderer as files, `POST /request`, `POST /upload`, and
 * `GET /events` as server-sent events. Listens on 127.0.0.1 only. For practice, development and tests; it is not in the
 * package.
 */
export async function serve(
  app: App,
  rendererFolder: string,
  port = 0,
  patience = patienceMs,
): Promise<WebCarrier> {
  const bound = () => {
    const address = server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  };
  const guard = createGuard(bound);
  const streams = new Set<ServerResponse>();
  const server: Server = createServer(
    {
      maxHeaderSize: 16_384,
      requestTimeout: 0,
      headersTimeout: patience,
      connectionsCheckingInterval: Math.min(patience, 1000),
    },
    (request, response) => {
      // A stream of events is silent for long; a body that is on its way is not.
      if (request.method === 'POST') {
        request.setTimeout(patience, () => request.destroy());
        request.once('end', () => request.setTimeout(0));
      }
      void route(app, guard, rendererFolder, streams, request, response).catch(() => {
        if (!response.headersSent) refuse(response, 403);
        else response.destroy();
      });
    },
  );
  server.maxConnections = socketsAtOnce;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const stop = app.subscribe((event) => {
    const text = `data: ${JSON.stringify(event)}\n\n`;
    for (const stream of streams) stream.write(text);
  });
  const beat = setInterval(() => {
    for (const stream of streams) stream.write(': here\n\n');
  }, keepAliveMs);
  return {
    url: `http://127.0.0.1:${String(bound())}/#token=${guard.token}`,
    async close() {
      stop();
      clearInterval(beat);
      for (const stream of streams) stream.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function route(
  app: App,
  guard: Guard,
  folder: string,
  streams: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  switch (path) {
    case '/session':
      return openSession(guard, request, response);
    case '/request': {
      if (turnedAway(guard.check(request, 'POST', true), response)) return;
      const body = await readJson(request, response);
      if (body === undefined) return;
      json(response, await app.dispatch(body.value));
      return;
    }
    case '/upload':
      if (turnedAway(guard.check(request, 'POST', true), response)) return;
      return upload(app, new URLSearchParams(query), request, response);
    case '/events':
      if (turnedAway(guard.check(request, 'GET', true), response)) return;
      {
        openStream(streams, response);
        return;
      }
    default: {
      if (turnedAway(guard.check(request, 'GET', false), response)) return;
      const asset = await readAsset(folder, path);
      response.writeHead(asset.status, asset.headers);
      response.end(asset.body);
    }
  }
}

async function openSession(guard: Guard, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (turnedAway(guard.check(request, 'POST', false), response)) return;
  const body = await readJson(request, response);
  if (body === undefined) return;
  const parsed = z.strictObject({ token: z.string() }).safeParse(body.value);
  const cookie = parsed.success ? guard.exchange(parsed.data.token) : null;
  if (cookie === null) {
    refuse(response, 403);
    return;
  }
  response.writeHead(200, { ...securityHeaders, 'Content-Type': 'application/json', 'Set-Cookie': cookie });
  response.end('{"ok":true}');
}

async function upload(
  app: App,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await app.upload(query.get('target') ?? '', query.get('name') ?? '', request);
    json(response, { ok: true, value: {} });
  } catch (error) {
    json(response, { ok: false, error: failureOf(error) });
  }
}

function openStream(streams: Set<ServerResponse>, response: ServerResponse): void {
  if (streams.size >= streamsAtOnce) {
    refuse(response, 403);
    return;
  }
  response.writeHead(200, { ...securityHeaders, 'Content-Type': 'text/event-stream' });
  response.write(': here\n\n');
  streams.add(response);
  response.on('close', () => streams.delete(response));
}

/** The body as JSON; undefined after a refusal was sent. */
async function readJson(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ value: unknown } | undefined> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    refuse(response, 415);
    return;
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > bodyLimit) {
      refuse(response, 413);
      return;
    }
    parts.push(bytes);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    return { value };
  } catch {
    refuse(response, 415);
    return;
  }
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { ...securityHeaders, 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

function turnedAway(refusal: Refusal, response: ServerResponse): boolean {
  if (refusal !== null) refuse(response, refusal);
  return refusal !== null;
}

function refuse(response: ServerResponse, status: NonNullable<Refusal>): void {
  response.writeHead(status, { ...securityHeaders, Connection: 'close' });
  response.end();
}
