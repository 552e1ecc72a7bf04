import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';

/** The smallest number of bytes that an upload must bring in each period of patience. A slower one only blocks the place. */
const leastBytes = 64 * 1024;

/** The body of an upload on its way to the app. */
export interface Receiving {
  /** What the app reads. It may leave or break it half way; the request lives on, to carry the answer. */
  readonly bytes: Readable;
  /**
   * Says that the app is done. True where it took all; else the rest is thrown away for a while of patience, so that a sender
   * that still sends comes to read the answer, and then the connection is closed.
   */
  end(): boolean;
}

/** Takes a body in, at the pace of the app. One that comes too slowly is closed on; the app's stream then breaks off. */
export function receive(request: IncomingMessage, patienceMs: number): Receiving {
  const bytes = new PassThrough();
  // The app may have stopped reading already, and then nobody would get the error.
  bytes.on('error', () => undefined);
  let since = 0;
  let waitsForApp = false;
  const pace = setInterval(() => {
    if (since < leastBytes && !waitsForApp) request.destroy(new Error('the body came too slowly'));
    since = 0;
  }, patienceMs);
  const stopPace = (): void => clearInterval(pace);
  request.on('data', (part: Buffer) => {
    since += part.length;
    if (bytes.destroyed || bytes.write(part)) return;
    waitsForApp = true;
    request.pause();
    bytes.once('drain', () => {
      waitsForApp = false;
      request.resume();
    });
  });
  request.once('end', () => {
    stopPace();
    bytes.end();
  });
  request.once('error', () => undefined);
  request.once('close', () => {
    stopPace();
    if (!request.complete) bytes.destroy(new Error('the body broke off'));
  });
  return {
    bytes,
    end() {
      stopPace();
      if (request.complete && bytes.readableEnded) return true;
      bytes.destroy();
      request.resume();
      const timer = setTimeout(() => request.destroy(), patienceMs);
      request.once('end', () => clearTimeout(timer));
      request.once('close', () => clearTimeout(timer));
      return request.complete;
    },
  };
}
