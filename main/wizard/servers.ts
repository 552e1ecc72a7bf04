import { join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import { serversSchema, type Servers } from '../../shared/servers';
import type { Target } from '../../shared/target';
import { computerNameOf, parseAddress, remoteId } from '../connect/address';
import { openDocument, type StoredDocument } from '../disk/document';
import type { Quarantined } from '../disk/quarantine';
import { localTarget, practiceTarget } from './practice';

/** Opens the list of servers of the network; a broken one is set aside and begins anew. */
export const openServers = (
  dataFolder: string,
  onQuarantine: (found: Quarantined) => void,
): Promise<StoredDocument<Servers>> =>
  openDocument({
    path: join(dataFolder, 'servers.json'),
    schema: serversSchema,
    empty: { version: 1, servers: [] },
    onQuarantine,
  });

/** The server behind a name or an address, however it is written. Throws `target.badAddress`. */
export function remoteTarget(text: string): Target {
  const address = parseAddress(text);
  return { kind: 'remote', id: remoteId(address), name: computerNameOf(address), address: address.host };
}

/** Puts a server on the list; one that is there stays as it is. */
export async function keepServer(
  servers: StoredDocument<Servers>,
  target: Target,
  at: number,
): Promise<void> {
  if (target.kind !== 'remote' || servers.value().servers.some(({ id }) => id === target.id)) return;
  const { id, address } = target;
  await servers.update((list) => ({
    ...list,
    servers: [...list.servers, { id, address, tags: [], addedAt: at }],
  }));
}

/** Takes a server off the list. */
export async function dropServer(servers: StoredDocument<Servers>, targetId: string): Promise<void> {
  if (!servers.value().servers.some(({ id }) => id === targetId)) return;
  await servers.update((list) => ({
    ...list,
    servers: list.servers.filter(({ id }) => id !== targetId),
  }));
}

/** The server behind a stored id. Throws `input.invalid` for one that this version, or the list, does not know. */
export function storedTarget(id: string, { servers }: Servers): Target {
  if (id === 'local') return localTarget();
  if (id.startsWith('practice-')) return practiceTarget(id.slice('practice-'.length));
  const found = servers.find((server) => server.id === id);
  if (found === undefined) throw new GangwayError('input.invalid', id);
  return remoteTarget(found.address);
}
