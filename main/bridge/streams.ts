import type { ServerResponse } from 'node:http';
import type { App } from '../app';
import { securityHeaders } from './assets';

/** A person may have the page in several tabs. */
const streamsAtOnce = 8;
/** How many bytes may wait for a page that does not read (a sleeping tab). Beyond that its stream is closed, and the page opens it again and asks for all. */
const unreadLimit = 8_000_000;
const keepAliveMs = 15_000;

/** The streams of events to the pages. */
export interface Streams {
  /** Makes this answer a stream; false where there are too many already. */
  open(response: ServerResponse): boolean;
  close(): void;
}

/** Sends every event of the app to every page that listens. */
export function createStreams(app: Pick<App, 'subscribe'>): Streams {
  const streams = new Set<ServerResponse>();
  const send = (text: string): void => {
    // Once for all of them: each string would be turned into bytes again.
    const bytes = Buffer.from(text);
    for (const stream of streams) {
      if (stream.writableLength + bytes.length > unreadLimit) stream.destroy();
      else stream.write(bytes);
    }
  };
  const stop = app.subscribe((event) => send(`data: ${JSON.stringify(event)}\n\n`));
  const beat = setInterval(() => send(': here\n\n'), keepAliveMs);
  return {
    open(response) {
      if (streams.size >= streamsAtOnce) return false;
      response.writeHead(200, { ...securityHeaders, 'Content-Type': 'text/event-stream' });
      response.write(': here\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return true;
    },
    close() {
      stop();
      clearInterval(beat);
      for (const stream of streams) stream.end();
    },
  };
}
