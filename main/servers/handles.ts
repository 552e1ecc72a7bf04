import { failureOf, GangwayError } from '../../shared/errors';
import type { Servers } from '../../shared/model/servers/servers';
import { isPracticeId, type Target } from '../../shared/model/target';
import type { StoredDocument } from '../disk/document';
import {
  forgetInputs,
  newView,
  openServer,
  storedTargetIds,
  type Server,
  type ServerOptions,
} from './server';
import { dropServer, keepServers, storedTarget, tagsOf } from './servers';

/** The servers that somebody works on: one handle each, known again after a start. */
export interface ServerHandles {
  /** Throws `input.invalid` for a server that is not here. */
  readonly handle: (targetId: string) => Server;
  /** Adds a server, or answers the handle that it has. */
  readonly add: (target: Target) => Promise<Server>;
  /** Forgets a server. Throws `step.blocked` while a run is under way. */
  readonly remove: (targetId: string) => Promise<void>;
  /** Adds every server of an earlier start; without `real`, practice servers alone. A server that cannot be added causes a notice, not an error. */
  restore(real: boolean): Promise<void>;
  /** Calls off what is under way, and closes every shell. */
  close(): Promise<void>;
}

/** Makes the handles. `onAdded` is waited for before a new server is handed out. */
export function createServerHandles(
  options: Omit<ServerOptions, 'onQuarantine'> & {
    readonly servers: StoredDocument<Servers>;
    readonly notice: (key: string, detail: string) => void;
    readonly onAdded: (server: Server) => Promise<void>;
  },
): ServerHandles {
  const { dataFolder, session, servers, notice } = options;
  const byId = new Map<string, Server>();
  const adding = new Map<string, Promise<Server>>();
  const leaving = new Map<string, Promise<void>>();
  const unwritable = (error: unknown): void => notice('unwritable', failureOf(error).detail);

  async function addNew(target: Target): Promise<Server> {
    // A server that comes back at once must not find, or lose, the files that are being deleted.
    await leaving.get(target.id)?.catch(() => undefined);
    const server = await openServer(target, {
      ...options,
      onQuarantine: (found) => notice('quarantined', found.path),
    });
    // Written at once, so that the next start knows the server. If the disk is full or locked, only that is lost.
    await server.inputs.save(server.inputs.value()).catch(unwritable);
    await keepServers(servers, [target], options.now()).catch(unwritable);
    byId.set(target.id, server);
    const view = newView(server, tagsOf(servers.value(), target.id));
    const lastReadAt = servers.value().readAt[target.id];
    const known = lastReadAt === undefined ? view : { ...view, lastReadAt };
    session.change(({ targets }) => ({ targets: [...targets, known] }));
    await options.onAdded(server);
    return server;
  }

  const handles: ServerHandles = {
    handle(targetId) {
      const server = byId.get(targetId);
      if (server === undefined) throw new GangwayError('input.invalid', `no server ${targetId}`);
      return server;
    },
    async add(target) {
      const known = byId.get(target.id) ?? adding.get(target.id);
      if (known !== undefined) return known;
      const made = addNew(target).finally(() => adding.delete(target.id));
      adding.set(target.id, made);
      return made;
    },
    async remove(targetId) {
      const server = handles.handle(targetId);
      if (server.running !== null) throw new GangwayError('step.blocked', 'a run is under way');
      byId.delete(targetId);
      server.reading?.abort();
      server.asking?.abort();
      session.change(({ targets, refused }) => ({
        targets: targets.filter((view) => view.target.id !== targetId),
        refused: refused.filter((file) => file.to !== targetId),
      }));
      const left = server
        .leave()
        // What was being written of it is on the disk before its file goes.
        .then(() => server.readings.update((kept) => ({ ...kept, readings: [] })).catch(() => undefined))
        .then(() => forgetInputs(dataFolder, targetId))
        .then(() => dropServer(servers, targetId))
        .finally(() => leaving.delete(targetId));
      leaving.set(targetId, left);
      await left;
    },
    async restore(real) {
      // An older list knows the order of the servers of the network only: the others stand before them.
      const { order, servers: listed } = servers.value();
      const added = order.length > 0 ? order : listed.map(({ id }) => id);
      const ids = await storedTargetIds(dataFolder);
      for (const id of ids.sort((a, b) => added.indexOf(a) - added.indexOf(b))) {
        if (!isPracticeId(id) && !real) continue;
        try {
          await handles.add(await storedTarget(id, servers.value()));
        } catch (error) {
          // A machine that this version does not have, a file that nobody may read: the other servers are there.
          notice('notRestored', `${id}: ${failureOf(error).code}`);
        }
      }
    },
    async close() {
      for (const server of byId.values()) {
        server.reading?.abort();
        server.running?.abort();
      }
      await Promise.all([...byId.values()].map((server) => server.closeShell()));
    },
  };
  return handles;
}
