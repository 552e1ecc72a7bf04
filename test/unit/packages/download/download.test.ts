import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download, type Progress } from '../../../../main/packages/download/download';
import { DownloadFailed } from '../../../../main/packages/download/failed';
import { openPart, type Part } from '../../../../main/packages/download/part';
import { nodeOutbound } from '../../../fakes/nodeOutbound';
import { HandClock } from './downloadClock';
import { DownloadHost, file, status } from './downloadHost';

const content = randomBytes(200_000);
const half = 80_000;
const etag = '"one"';
const atMost = 1_000_000;
const quiet = { bytes: 1000, ms: 30_000 };

let box: string;
let host: DownloadHost;
let clock: HandClock;
let part: Part;
let seen: Progress[];

beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-download-'));
  host = await DownloadHost.open();
  clock = new HandClock();
  part = openPart(box, 'file', host.url);
  seen = [];
});
afterEach(async () => {
  await host.close();
  await rm(box, { recursive: true, force: true });
});

function start(
  options: { signal?: AbortSignal; hosts?: string[]; onBytes?: (received: number) => void } = {},
) {
  return download({
    source: { url: host.url, hosts: options.hosts ?? [host.host], atMost },
    part,
    outbound: nodeOutbound,
    signal: options.signal ?? new AbortController().signal,
    clock,
    quiet,
    onProgress: (progress) => {
      seen.push(progress);
      options.onBytes?.(progress.received);
    },
  });
}

/** The reason of a download that must fail. */
async function reasonOf(work: Promise<void>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DownloadFailed)) throw new Error(`not a failure: ${String(error)}`);
  return error.reason;
}

/** Leaves the first half of the file on the disk, as a cut does. */
async function cutInTheMiddle(told: Parameters<typeof file>[1] = { etag }): Promise<void> {
  host.answers = [file(content, { ...told, cutAfter: half })];
  expect(await reasonOf(start())).toBe('cut');
}

const left = () => readdir(box);
const isWhole = async () => (await readFile(part.path)).equals(content);

describe('a download from a good host', () => {
  it('brings every byte, says how far it is, and asks once', async () => {
    host.answers = [file(content, { etag })];
    await start();
    expect(await isWhole()).toBe(true);
    expect(seen[0]).toEqual({ received: 0, total: content.length, again: null });
    expect(seen.at(-1)?.received).toBe(content.length);
    expect(host.asked).toEqual([{ url: '/file', range: undefined, ifRange: undefined }]);
    expect(clock.idle).toBe(true);
  });

  it('takes a file whose length is not named', async () => {
    host.answers = [file(content, { length: null })];
    await start();
    expect(await isWhole()).toBe(true);
    expect(seen.at(-1)?.total).toBeNull();
  });

  it('follows a redirect to a host of the table', async () => {
    const second = await DownloadHost.open();
    host.answers = [status(302, { location: second.url })];
    second.answers = [file(content)];
    await start({ hosts: [host.host, second.host] });
    expect(await isWhole()).toBe(true);
    await second.close();
  });

  it('hands the whole file over under its name and leaves nothing beside it', async () => {
    host.answers = [file(content, { etag })];
    await start();
    const path = await part.finish('UpdatePlatform.exe');
    expect(path.startsWith(box) && path.endsWith('UpdatePlatform.exe')).toBe(true);
    expect((await readFile(path)).equals(content)).toBe(true);
    await part.remove();
    expect(await left()).toEqual([]);
  });
});

describe('a download that goes on', () => {
  it.each([
    ['the entity tag', { etag }, etag],
    ['the date', { lastModified: 'Mon, 23 Nov 2026 08:00:00 GMT' }, 'Mon, 23 Nov 2026 08:00:00 GMT'],
  ])('asks only for the rest, on the condition of %s', async (_name, told, validator) => {
    await cutInTheMiddle(told);
    const { bytes = 0 } = (await part.known()) ?? {};
    expect(bytes).toBeGreaterThan(0);
    host.answers = [file(content, told)];
    await start();
    expect(host.asked.at(-1)).toEqual({ url: '/file', range: `bytes=${bytes}-`, ifRange: validator });
    expect(await isWhole()).toBe(true);
  });

  it('begins again where the file has changed', async () => {
    await cutInTheMiddle();
    const other = randomBytes(150_000);
    host.answers = [file(other, { etag: '"two"' })];
    await start();
    expect((await readFile(part.path)).equals(other)).toBe(true);
    expect(seen.at(-1)?.again).toBe('changed');
  });

  it('begins again where the host continues another file without saying so', async () => {
    await cutInTheMiddle();
    const wrong = file(content, { etag: '"two"' });
    host.answers = [
      // Ignores If-Range: a 206 of the changed file.
      (request, response) => {
        delete request.headers['if-range'];
        wrong(request, response);
      },
      file(content, { etag: '"two"' }),
    ];
    await start();
    expect(await isWhole()).toBe(true);
    expect(host.asked.at(-1)?.range).toBeUndefined();
    expect(seen.at(-1)?.again).toBe('changed');
  });

  it('begins again where the host knows no ranges', async () => {
    await cutInTheMiddle();
    host.answers = [file(content, { etag, ignoresRange: true })];
    await start();
    expect(await isWhole()).toBe(true);
    expect(seen.at(-1)?.again).toBe('noResume');
  });

  it('begins again where the rest cannot be had any more', async () => {
    await cutInTheMiddle();
    host.answers = [status(416), file(content, { etag })];
    await start();
    expect(await isWhole()).toBe(true);
  });

  it('never goes on from a part that could be another file: no tag and no date, or a weak tag', async () => {
    await cutInTheMiddle({});
    expect(await left()).toEqual([]);
    await cutInTheMiddle({ etag: 'W/"one"' });
    expect(await left()).toEqual([]);
  });

  it('stops on request, keeps what is there, and calls it no failure', async () => {
    const stop = new AbortController();
    host.answers = [file(content, { etag, stopAfter: half })];
    const work = start({ signal: stop.signal, onBytes: (bytes) => bytes > 0 && stop.abort() });
    await expect(work).rejects.not.toBeInstanceOf(DownloadFailed);
    expect((await part.known())?.bytes).toBeGreaterThan(0);
    expect(clock.idle).toBe(true);
  });
});

it.each([
  [new DownloadFailed('gone'), 'gone'],
  [new DownloadFailed('gone', 'HTTP 404'), 'gone: HTTP 404'],
])('a failure says what was seen, if anything was: %s', ({ message }, text) => {
  expect(message).toBe(text);
});

describe('a host that fails', () => {
  it.each([
    ['says more than it sends', () => file(content, { length: content.length + 5000 }), 'cut'],
    ['names a length beyond the limit', () => file(content, { length: atMost + 1 }), 'tooLarge'],
    ['sends without end', () => file(Buffer.alloc(atMost + 1), { length: null }), 'tooLarge'],
    ['has no such file', () => status(404), 'gone'],
    ['has taken the file away', () => status(410), 'gone'],
    ['is overloaded', () => status(503), 'busy'],
    ['has a fault', () => status(500), 'busy'],
    ['limits requests', () => status(429), 'busy'],
    ['wants a sign-in', () => status(401), 'refused'],
    ['hides behind a proxy that wants a sign-in', () => status(407), 'proxy'],
    [
      'answers a part that nobody asked for',
      () => status(206, { 'content-range': 'bytes 5-9/10' }, '12345'),
      'refused',
    ],
    ['answers a sign-in page', () => status(200, { 'content-type': 'text/html' }, '<html>'), 'webPage'],
    [
      'answers a page that is called a file',
      () => file(Buffer.from('\r\n<!DOCTYPE html><title>Sign in</title>')),
      'webPage',
    ],
    ['answers compressed', () => status(200, { 'content-encoding': 'gzip' }, 'x'), 'refused'],
    [
      'redirects to another host',
      () => status(302, { location: 'http://elsewhere.example/file' }),
      'redirected',
    ],
  ])('%s: %#', async (_name, answer, reason) => {
    host.answers = [answer()];
    expect(await reasonOf(start())).toBe(reason);
    expect(await left(), 'nothing half remains that could count').toEqual([]);
    expect(clock.idle).toBe(true);
  });

  it('is not asked beyond the table even for the first address', async () => {
    expect(await reasonOf(start({ hosts: ['download.microsoft.com'] }))).toBe('redirected');
    expect(host.asked).toEqual([]);
  });

  it('is not there', async () => {
    await host.close();
    expect(await reasonOf(start())).toBe('offline');
    host = await DownloadHost.open();
  });

  it('says less than it sends: what came is as long as was said, and the library judges it', async () => {
    host.answers = [file(content, { length: 1000 })];
    await start();
    expect((await readFile(part.path)).length).toBe(1000);
  });

  it.each([
    ['never answers', () => () => undefined, 0],
    ['stops in the middle', () => file(content, { etag, stopAfter: half }), half],
    ['drips', () => file(content, { etag, stopAfter: 900 }), 900],
  ])('%s, and is given up after the quiet time', async (_name, answer, bytes) => {
    let reached: () => void = () => undefined;
    const there = new Promise<void>((resolve) => (reached = resolve));
    host.answers = [
      (request, response) => {
        answer()(request, response);
        if (bytes === 0) reached();
      },
    ];
    const work = reasonOf(start({ onBytes: (received) => received >= bytes && received > 0 && reached() }));
    await there;
    clock.move(quiet.ms - 1000);
    clock.move(quiet.ms + 2000);
    expect(await work).toBe('stalled');
    expect(((await part.known())?.bytes ?? 0) > 0).toBe(bytes > 0);
  });

  it('is slow but steady, and is waited for', async () => {
    const pieces = Array.from({ length: 4 }, (_, at) => content.subarray(at * 50_000, (at + 1) * 50_000));
    let send: () => void = () => undefined;
    host.answers = [
      (_request, response) => {
        response.writeHead(200, { 'content-length': content.length });
        send = () => {
          const piece = pieces.shift();
          if (piece !== undefined) response.write(piece);
        };
        send();
      },
    ];
    let mark = 0;
    await start({
      onBytes: (received) => {
        if (received < mark + 50_000) return;
        mark += 50_000;
        clock.move(quiet.ms - 1000);
        send();
      },
    });
    expect(await isWhole()).toBe(true);
  });
});
