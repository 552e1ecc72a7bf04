import { trustedHostCommand } from '../../shared/knowledge/trustedHostCommand';
import { failureOf, GangwayError } from '../../shared/errors';
import { parseAddress } from '../servers/address';
import type { ConnectNeeds } from './needs';
import type { Server } from '../servers/server';
import { trustedName } from './trustedHosts';

/**
 * Puts a server's name into TrustedHosts of this computer, or takes it out. Adding is only for a server whose ladder
 * stopped because the name is not trusted (`step.blocked` otherwise). Answers whether the list was changed.
 */
export async function trustHost(needs: ConnectNeeds, server: Server, trusted: boolean): Promise<boolean> {
  const held = needs.trustedHosts.of(server.id) !== null;
  if (!trusted) {
    await needs.trustedHosts.takeBack(server.id);
    return held;
  }
  const { rungs } = server.view();
  if (!held && !rungs.some(({ failure }) => failure?.code === 'target.notTrusted'))
    throw new GangwayError('step.blocked', 'the connection did not stop at TrustedHosts');
  return needs.trustedHosts.add(server.id, trustedName(await hostOf(server)));
}

/** The one canonical name that remote management is asked for. */
export async function hostOf(server: Server): Promise<string> {
  const { target } = server;
  if (target.kind === 'remote') return parseAddress(target.address).host;
  const { practice } = target.kind === 'practice' ? await server.shell() : { practice: null };
  if (practice?.address == null) throw new GangwayError('target.notAllowed', server.id);
  return parseAddress(practice.address).host;
}

/** Shows on a server's page whether its name is in TrustedHosts because of Gangway. */
export function showTrustedHost(needs: Pick<ConnectNeeds, 'trustedHosts'>, server: Server): void {
  const trustedHost = needs.trustedHosts.of(server.id);
  server.change(({ connection }) => ({
    connection: connection && { ...connection, trustedHost },
  }));
}

/** The work on a server is over, or it is forgotten: its name goes. Where it cannot, that is said, and tried again later. */
export async function takeHostOut(
  needs: Pick<ConnectNeeds, 'trustedHosts' | 'notice'>,
  server: Server,
): Promise<void> {
  const held = needs.trustedHosts.of(server.id);
  if (held === null) return;
  try {
    await needs.trustedHosts.takeBack(server.id);
  } catch (error) {
    // The list of a practice server is not that of this computer, which the notice speaks of.
    if (server.target.kind !== 'practice')
      needs.notice('trustLeft', leftDetail(held.name, failureOf(error).code));
  }
}

/** What an earlier start of the app could not take out is taken out now, and said either way. */
export async function takeHostsOut(needs: Pick<ConnectNeeds, 'trustedHosts' | 'notice'>): Promise<void> {
  const { out, left, asBefore } = await needs.trustedHosts.takeBackAll();
  for (const name of out) needs.notice(asBefore ? 'trustRestored' : 'trustTakenBack', name);
  for (const { name, code } of left) needs.notice('trustLeft', leftDetail(name, code));
}

const leftDetail = (name: string, code: string): string =>
  `${name} (${code}): ${trustedHostCommand(name, false)}`;
