import type { LapsOffer } from '../../shared/model/connection';
import { GangwayError } from '../../shared/errors';
import type { Target } from '../../shared/model/target';
import { netBiosName, parseAddress } from '../servers/address';
import type { LapsPassword } from '../shell/laps';
import { whileAsking } from './asking';
import type { Context } from '../context';
import { choose } from './credentials';

/**
 * Whether LAPS can be asked about a server: only this computer is looked at, and nothing is asked of the domain. A
 * practice server plays it where its machine file says so.
 */
export async function lapsOffer(context: Context, targetId: string): Promise<LapsOffer> {
  const { target } = context.session.target(targetId);
  if (target.kind === 'practice') {
    const { practice } = await context.handle(targetId).shell();
    return practice?.laps == null ? 'none' : 'ready';
  }
  if (target.kind === 'local' || context.laps === null) return 'none';
  if (parseAddress(target.address).kind !== 'name') return 'address';
  const isThere = await context.laps.isThere(context.closing);
  return isThere === null ? 'unread' : isThere ? 'ready' : 'noModule';
}

/**
 * Reads the password of a server's own administrator from LAPS and keeps it, encrypted, for the run of the app; that account
 * is the chosen one from then on. Throws `laps.*`, and `laps.sameAgain` for one that the server has refused already.
 */
export async function readFromLaps(context: Context, targetId: string): Promise<void> {
  const { target } = context.session.target(targetId);
  const found = await (target.kind === 'practice'
    ? practicePassword(context, targetId)
    : realPassword(context, target));
  context.credentials.keep(found, found.storedAt);
  await choose(context, targetId, { userName: found.userName, source: 'laps' });
}

async function realPassword(context: Context, target: Target): Promise<LapsPassword> {
  if (target.kind !== 'remote' || context.laps === null)
    throw new GangwayError('target.notAllowed', target.id);
  const address = parseAddress(target.address);
  if (address.kind !== 'name') throw new GangwayError('laps.noPassword', address.shown);
  const computerName = netBiosName(address);
  const { laps } = context;
  return whileAsking(context, target.id, 'laps', (signal) =>
    laps.read({ identity: address.host, computerName }, signal),
  );
}

async function practicePassword(context: Context, targetId: string): Promise<LapsPassword> {
  const { practice } = await context.handle(targetId).shell();
  if (practice?.laps == null) throw new GangwayError('laps.missing');
  const { userName, refusal } = practice.laps;
  if (refusal !== null) throw new GangwayError(refusal);
  // There is no password: what is kept only says that one was read just now.
  return { userName, ciphertext: '00', storedAt: context.now() };
}
