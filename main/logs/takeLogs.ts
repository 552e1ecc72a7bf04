import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { GangwayError } from '../../shared/errors';
import { recentLogs } from '../../shared/model/catalogue/furtherReads';
import type { ResultOf } from '../../shared/model/operations';
import { isOnNetwork } from '../connect/connect';
import type { Server } from '../servers/server';
import type { Given } from './desk/found';
import type { LogsNeeds } from './needs';

const unpack = promisify(gunzip);

/** What is brought of one log, and of all, and how far back events are read. */
const reach = {
  bytes: 2 * 1024 * 1024,
  total: 8 * 1024 * 1024,
  eventsMs: 14 * 24 * 60 * 60_000,
  events: 500,
};

/**
 * Brings the logs of a server that is connected, and its newest events, and lays them on the desk. It changes nothing there. What the server
 * does not give is left out; where it gives neither, the first reason is thrown.
 */
export async function takeLogs({ desk, now }: LogsNeeds, server: Server): Promise<void> {
  if (server.way === null && (await isOnNetwork(server)))
    throw new GangwayError('target.unreachable', 'not connected yet');
  const { shell } = await server.shell();
  const since = Math.max(0, now() - reach.eventsMs);
  // One after the other: a session answers one question at a time.
  const files = await settled(shell.run('Get-LogFile', { bytes: reach.bytes, total: reach.total }));
  const events = await settled(
    shell.run('Get-RecentEvent', { logs: [...recentLogs], since, limit: reach.events }),
  );
  if ('error' in files && 'error' in events) throw files.error;
  const given: Given[] = [];
  if ('value' in files)
    for (const file of files.value.files) given.push(await givenOf(file, files.value.offsetMinutes));
  if ('value' in events && events.value.events.length > 0) given.push(eventsOf(events.value.events));
  const clock =
    'value' in files
      ? { offsetMinutes: files.value.offsetMinutes, computer: server.target.name.slice(0, 200) }
      : undefined;
  await desk.add(given, clock);
}

type Settled<Value> = { readonly value: Value } | { readonly error: unknown };
const settled = <Value>(work: Promise<Value>): Promise<Settled<Value>> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

/** A log as it came. Its moment is that of the server, as the desk counts. */
async function givenOf(
  { path, modifiedAt, content }: ResultOf<'Get-LogFile'>['files'][number],
  offsetMinutes: number,
): Promise<Given> {
  const packed = Buffer.from(content, 'base64');
  // No more than was asked for, whatever a server sends.
  const bytes = await unpack(packed, { maxOutputLength: reach.bytes + 2 }).catch(() => Buffer.alloc(0));
  const name = path.split(/[\\/]/).slice(-2).join('/');
  return { kind: 'bytes', name, bytes, modified: modifiedAt + offsetMinutes * 60_000 };
}

/** Events in the form in which PowerShell exports them, so that they are read like any others. */
function eventsOf(events: ResultOf<'Get-RecentEvent'>['events']): Given {
  const levels = { error: 2, warning: 3, information: 4 };
  const lines = events.map(({ id, level, provider, at, text, data }) =>
    JSON.stringify({
      Id: id,
      Level: levels[level],
      ProviderName: provider,
      TimeCreated: `/Date(${at})/`,
      Message: text,
      Properties: data.map((value) => ({ Value: value })),
    }),
  );
  return { kind: 'bytes', name: 'events.jsonl', bytes: Buffer.from(lines.join('\n')), modified: null };
}
