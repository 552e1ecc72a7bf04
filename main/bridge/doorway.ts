import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Who stands in the door: connections that our page was heard on, and strangers. */
export interface Doorway {
  /** Our page was heard on this connection. */
  know(socket: Socket): void;
}

/**
 * Keeps the connections of a server below a number. Where there are too many, the stranger goes that came first, never a
 * page: so nobody on this computer who only opens connections shuts our page out.
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
