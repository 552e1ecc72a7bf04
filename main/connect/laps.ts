import type { LapsOffer } from '../../shared/model/connection';
import { GangwayError } from '../../shared/errors';
import { netBiosName, parseAddress } from '../servers/address';
import type { LapsPassword } from '../shell/laps';
import { whileAsking } from './asking';
import type { ConnectNeeds } from './needs';
import type { Server } from '../servers/server';
import { choose } from './credentials';

/**
 * Whether LAPS can be asked about a server: only this computer is looked at, and nothing is asked of the domain. A
 * practice server plays it where its machine says so.
 */
export async function lapsOffer(needs: ConnectNeeds, server: Server): Promise<LapsOffer> {
  const { target } = server.view();
  if (target.kind === 'practice') {
    const { practice } = await server.shell();
    return practice?.laps == null ? 'none' : 'ready';
  }
  if (target.kind !== 'remote' || needs.laps === null) return 'none';
  if (parseAddress(target.address).kind !== 'name') return 'address';
  const isThere = await needs.laps.isThere(needs.closing);
  return isThere === null ? 'unread' : isThere ? 'ready' : 'noModule';
}

/**
 * Reads the password of a server's own administrator from LAPS and keeps it, encrypted, for the run of the app; that account
 * is the chosen one from then on. Throws `laps.*`, and `laps.sameAgain` for one that the server has refused already.
 */
export async function readFromLaps(needs: ConnectNeeds, server: Server): Promise<void> {
  const { target } = server.view();
  const found = await (target.kind === 'practice'
    ? practicePassword(needs, server)
    : realPassword(needs, server));
  needs.credentials.keep(found, found.storedAt);
  await choose(server, { userName: found.userName, source: 'laps' });
}

async function realPassword(needs: ConnectNeeds, server: Server): Promise<LapsPassword> {
  const { target } = server;
  if (target.kind !== 'remote' || needs.laps === null) throw new GangwayError('target.notAllowed', target.id);
  const address = parseAddress(target.address);
  if (address.kind !== 'name') throw new GangwayError('laps.noPassword', address.shown);
  const computerName = netBiosName(address);
  const { laps } = needs;
  return whileAsking(needs, server, 'laps', (signal) =>
    laps.read({ identity: address.host, computerName }, signal),
  );
}

async function practicePassword(needs: ConnectNeeds, server: Server): Promise<LapsPassword> {
  const { practice } = await server.shell();
  if (practice?.laps == null) throw new GangwayError('laps.missing');
  const { userName, refusal } = practice.laps;
  if (refusal !== null) throw new GangwayError(refusal);
  // There is no password: what is kept only says that one was read just now.
  return { userName, ciphertext: '00', storedAt: needs.now() };
}
