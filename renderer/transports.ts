import { z } from 'zod';
import { readEvents } from './eventStream';

/** The way to main. What comes back is unknown until the client has parsed it. */
export interface Transport {
  /** Sends a request message of the contract and answers the reply as it came. Rejects when main is out of reach. */
  request(message: unknown): Promise<unknown>;
  /** Listens for events. `onReady` is called whenever the stream (re)opened: events may have been missed before it. */
  subscribe(listener: (event: unknown) => void, onReady: () => void): () => void;
  /**
   * How this carrier hands files over: `paths` when main can open them itself (Electron), else `upload` streams one
   * file and answers the reply envelope.
   */
  readonly files:
    | { readonly kind: 'paths'; readonly pathOf: (file: File) => string }
    | { readonly kind: 'upload'; readonly upload: (targetId: string, file: File) => Promise<unknown> };
}

/** What the preload script puts on the window (main/electron/preload.ts). */
export interface ElectronDoor {
  request(message: unknown): Promise<unknown>;
  subscribe(listener: (event: unknown) => void): () => void;
  pathOf(file: File): string;
}

declare global {
  interface Window {
    readonly gangway?: ElectronDoor;
  }
}

/** Electron: the preload script's functions, nothing else of Electron's. */
export function electronTransport(door: ElectronDoor): Transport {
  return {
    request: (message) => door.request(message),
    subscribe: (listener, onReady) => {
      const stop = door.subscribe(listener);
      onReady();
      return stop;
    },
    files: { kind: 'paths', pathOf: (file) => door.pathOf(file) },
  };
}

/** Where the key of this carrier lies: the storage of our own origin, port included, which no other page can read. */
const keyName = 'gangway-key';

function keptKey(): string {
  try {
    return window.localStorage.getItem(keyName) ?? '';
  } catch {
    // A browser that keeps nothing lets nobody in; the page then says that it has no way.
    return '';
  }
}

const ours = () => ({ 'x-gangway': '1', 'x-gangway-key': keptKey() });
const post = (address: string, body: unknown) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...ours() },
    body: JSON.stringify(body),
  });

/** An ordinary browser: requests by POST, events as server-sent events, files as streams. */
function loopbackTransport(): Transport {
  return {
    request: async (message) => answerOf(await post('/request', message)),
    subscribe: (listener, onReady) => readEvents('/events', ours, listener, onReady),
    files: {
      kind: 'upload',
      upload: async (targetId, file) => {
        const query = new URLSearchParams({ name: file.name, target: targetId });
        const headers = { ...ours(), 'content-type': 'application/octet-stream' };
        const response = await fetch(`/upload?${query}`, { method: 'POST', headers, body: file });
        // Main answered before it had read all: the file is too large, and it said so in the list.
        return answerOf(response, response.status === 413);
      },
    },
  };
}

async function answerOf(response: Response, isAnswer = response.ok): Promise<unknown> {
  if (!response.ok && !isAnswer) throw new Error(`HTTP ${response.status}`);
  const body: unknown = await response.json();
  return body;
}

const sessionSchema = z.object({ key: z.string() });

/**
 * Chooses the carrier. In a browser the token of the address is exchanged for a cookie and a key first and removed from the
 * address; a token that was used before is no error here, since a reloaded page still has both.
 */
export async function openTransport(): Promise<Transport> {
  if (window.gangway !== undefined) return electronTransport(window.gangway);
  const token = /^#token=([0-9a-f]+)$/.exec(window.location.hash)?.[1];
  if (token !== undefined) {
    window.history.replaceState(null, '', window.location.pathname);
    const answer = await post('/session', { token });
    if (answer.ok) window.localStorage.setItem(keyName, sessionSchema.parse(await answer.json()).key);
  }
  return loopbackTransport();
}
