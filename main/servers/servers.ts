import { join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import { joinTags } from '../../shared/model/servers/serverList';
import { serversSchema, type Servers } from '../../shared/model/servers/servers';
import { isPracticeId, type Target } from '../../shared/model/target';
import { computerNameOf, parseAddress, remoteId } from './address';
import { openDocument, type StoredDocument } from '../disk/document';
import type { Quarantined } from '../disk/quarantine';
import type { ServersNeeds } from './needs';
import { localTarget } from './practice';

/** Opens the list of servers of the network; a broken one is set aside and begins anew. */
export const openServers = (
  dataFolder: string,
  onQuarantine: (found: Quarantined) => void,
): Promise<StoredDocument<Servers>> =>
  openDocument({
    path: join(dataFolder, 'servers.json'),
    schema: serversSchema,
    empty: { version: 1, servers: [], order: [], tags: {}, readAt: {} },
    onQuarantine,
  });

/** The server behind a name or an address, however it is written. Throws `target.badAddress`. */
export function remoteTarget(text: string): Target {
  const address = parseAddress(text);
  return { kind: 'remote', id: remoteId(address), name: computerNameOf(address), address: address.host };
}

/** Puts servers on the list in one write; those that are there stay as they are. Of other kinds only the order is kept. */
export async function keepServers(
  servers: StoredDocument<Servers>,
  targets: readonly Target[],
  at: number,
): Promise<void> {
  const isNew = (list: Servers, { id }: Target) => !list.servers.some((server) => server.id === id);
  const held = servers.value();
  const isKnown = (target: Target) =>
    held.order.includes(target.id) && (target.kind !== 'remote' || !isNew(held, target));
  if (targets.every(isKnown)) return;
  await servers.update((list) => ({
    ...list,
    order: [...new Set([...list.order, ...targets.map(({ id }) => id)])],
    servers: [
      ...list.servers,
      ...targets.flatMap((target) =>
        target.kind === 'remote' && isNew(list, target)
          ? [{ id: target.id, address: target.address, addedAt: at }]
          : [],
      ),
    ],
  }));
}

/** Keeps the name of a server that files are carried to. Throws `file.unwritable`. */
export async function keepFieldServer(
  servers: StoredDocument<Servers>,
  { id, name }: Pick<Target, 'id' | 'name'>,
): Promise<void> {
  const known = servers.value().field ?? [];
  if (known.some((server) => server.id === id && server.name === name)) return;
  await servers.update((list) => ({
    ...list,
    field: [...(list.field ?? []).filter((server) => server.id !== id), { id, name }],
  }));
}

/** The tags of a server. */
export const tagsOf = ({ tags }: Servers, targetId: string): readonly string[] => tags[targetId] ?? [];

/** Gives servers their tags in one write, and shows them. */
export async function setTags(
  { servers, session }: Pick<ServersNeeds, 'servers' | 'session'>,
  tags: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const given = Object.entries(tags).map(([id, list]) => [id, joinTags(list)] as const);
  for (const [id] of given) session.target(id);
  await servers.update((list) => ({
    ...list,
    tags: Object.fromEntries(
      [...Object.entries(list.tags), ...given].filter(([id, own]) => own.length > 0 || !(id in tags)),
    ),
  }));
  for (const [id, list] of given) session.changeTarget(id, () => ({ tags: [...list] }));
}

/** A list that was written less than this (ms) ago is not written again, because a run reads after each of its actions. */
const noteEveryMs = 60_000;

/** Notes when a server was read, for the lists of a later start. Throws `file.unwritable`. */
export async function noteRead(
  servers: StoredDocument<Servers>,
  targetId: string,
  at: number,
): Promise<void> {
  const last = servers.value().readAt[targetId];
  if (last !== undefined && Math.abs(at - last) < noteEveryMs) return;
  await servers.update((list) => ({ ...list, readAt: { ...list.readAt, [targetId]: at } }));
}

const without = <T>(record: Readonly<Record<string, T>>, targetId: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([id]) => id !== targetId));

/** Takes a server off the list, with its tags and the time of its last reading. */
export async function dropServer(servers: StoredDocument<Servers>, targetId: string): Promise<void> {
  const { servers: kept, field = [], order, tags, readAt } = servers.value();
  if (
    ![...kept, ...field].some(({ id }) => id === targetId) &&
    !order.includes(targetId) &&
    !(targetId in tags) &&
    !(targetId in readAt)
  )
    return;
  await servers.update((list) => ({
    ...list,
    servers: list.servers.filter(({ id }) => id !== targetId),
    ...(list.field === undefined ? {} : { field: list.field.filter(({ id }) => id !== targetId) }),
    order: list.order.filter((id) => id !== targetId),
    tags: without(list.tags, targetId),
    readAt: without(list.readAt, targetId),
  }));
}

/** The server behind a stored id. Throws `input.invalid` for one that this version, or the list, does not know. */
export async function storedTarget(id: string, { servers, field = [] }: Servers): Promise<Target> {
  if (id === 'local') return localTarget();
  if (isPracticeId(id))
    return (await import('./practiceTarget')).practiceTarget(id.slice('practice-'.length));
  const byFiles = field.find((server) => server.id === id);
  if (byFiles !== undefined) return { kind: 'field', ...byFiles };
  const found = servers.find((server) => server.id === id);
  if (found === undefined) throw new GangwayError('input.invalid', id);
  return remoteTarget(found.address);
}
