import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  dropServer,
  keepServers,
  noteRead,
  openServers,
  remoteTarget,
  storedTarget,
} from '../../../main/servers/servers';
import { Walker } from '../app/walker';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-servers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const open = () => openServers(folder, () => expect.unreachable('nothing is broken'));

it('knows a server again after a start, and once only however its name is written', async () => {
  const servers = await open();
  await keepServers(servers, [remoteTarget('NORD-FS03.contoso.lan.')], 1);
  await keepServers(servers, [remoteTarget('nord-fs03.contoso.lan')], 2);
  const again = (await open()).value();
  expect(again.servers).toHaveLength(1);
  const { id } = remoteTarget('nord-fs03.contoso.lan');
  expect(await storedTarget(id, again)).toEqual({
    kind: 'remote',
    id,
    name: 'NORD-FS03',
    address: 'nord-fs03.contoso.lan',
  });
  await dropServer(servers, id);
  expect((await open()).value().servers).toEqual([]);
  await expect(storedTarget(id, servers.value())).rejects.toThrow('input.invalid');
});

it('keeps servers of the network, and the order alone of others', async () => {
  const servers = await open();
  await keepServers(servers, [await storedTarget('practice-2019-fresh', servers.value())], 1);
  expect(servers.value().servers).toEqual([]);
  await keepServers(servers, [await storedTarget('practice-network-workgroup', servers.value())], 2);
  await keepServers(servers, [await storedTarget('practice-2019-fresh', servers.value())], 3);
  expect((await open()).value().order).toEqual(['practice-2019-fresh', 'practice-network-workgroup']);
});

it('shows servers after a start in the order in which they were added', async () => {
  const ids = async (walker: Walker) =>
    (await walker.ask('getSession', {})).targets.map(({ target }) => target.id);
  const first = await Walker.start(folder);
  for (const machine of ['network-workgroup', '2019-fresh'])
    await first.ask('addTarget', { kind: 'practice', machine });
  const added = await ids(first);
  await first.app.close();
  const again = await Walker.start(folder);
  expect(await ids(again)).toEqual(added);
  await again.app.close();
});

it('notes when a server was read, once a minute, and forgets it with the server', async () => {
  const servers = await open();
  await noteRead(servers, 'local', 1_000_000);
  await noteRead(servers, 'local', 1_059_999);
  expect((await open()).value().readAt).toEqual({ local: 1_000_000 });
  await noteRead(servers, 'local', 1_060_000);
  await noteRead(servers, 'practice-2019-fresh', 5);
  await dropServer(servers, 'practice-2019-fresh');
  expect((await open()).value().readAt).toEqual({ local: 1_060_000 });
});
