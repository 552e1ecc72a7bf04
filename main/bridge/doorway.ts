import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server: those on which our page has spoken, and strangers. */
export interface Doorway {
  /** Our page has spoken on this connection. */
  know(socket: Socket): void;
}

/**
 * Keeps the connections of a server below a number. When there are too many, the oldest stranger is closed and never a page.
 * So another program that only opens connections cannot lock our page out.
 */
export function keepDoorway(server: Server, atOnce: number): Doorway {
  const all = new Set<Socket>();
  const strangers = new Set<Socket>();
  server.on('connection', (socket) => {
    all.add(socket);
    strangers.add(socket);
    socket.on('close', () => {
      all.delete(socket);
      strangers.delete(socket);
    });
    // Where all others are known, the new one is the only stranger.
    if (all.size > atOnce) for (const stranger of [...strangers].slice(0, 1)) stranger.destroy();
  });
  return {
    know: (socket) => {
      strangers.delete(socket);
    },
  };
}
