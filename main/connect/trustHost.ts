import { trustCommand } from '../../shared/knowledge/trustCommand';
import { failureOf, GangwayError } from '../../shared/errors';
import { parseAddress } from '../servers/address';
import type { Context } from '../context';
import { trustedName } from './trustedHosts';

/**
 * Puts a server's name into TrustedHosts of this computer, or takes it out. Adding is only for a server whose ladder
 * stopped because the name is not trusted (`step.blocked` otherwise). Answers whether the list was changed.
 */
export async function trustHost(context: Context, targetId: string, trusted: boolean): Promise<boolean> {
  const held = context.trusted.of(targetId) !== null;
  if (!trusted) {
    await context.trusted.takeBack(targetId);
    return held;
  }
  const { rungs } = context.session.target(targetId);
  if (!held && !rungs.some(({ failure }) => failure?.code === 'target.notTrusted'))
    throw new GangwayError('step.blocked', 'the connection did not stop at TrustedHosts');
  return context.trusted.add(targetId, trustedName(await hostOf(context, targetId)));
}

/** The one canonical name that remote management is asked for. */
export async function hostOf(context: Context, targetId: string): Promise<string> {
  const handle = context.handle(targetId);
  const { target } = handle;
  if (target.kind === 'remote') return parseAddress(target.address).host;
  const { practice } = target.kind === 'practice' ? await handle.shell() : { practice: null };
  if (practice?.address == null) throw new GangwayError('target.notAllowed', targetId);
  return parseAddress(practice.address).host;
}

/** Shows on a server's page whether its name is in TrustedHosts because of Gangway. */
export function showTrust(context: Context, targetId: string): void {
  if (!context.session.get().targets.some(({ target }) => target.id === targetId)) return;
  const trustedHost = context.trusted.of(targetId);
  context.session.changeTarget(targetId, ({ connection }) => ({
    connection: connection && { ...connection, trustedHost },
  }));
}

/** The work on a server is over, or it is forgotten: its name goes. Where it cannot, that is said, and tried again later. */
export async function endTrust(context: Context, targetId: string): Promise<void> {
  const held = context.trusted.of(targetId);
  if (held === null) return;
  try {
    await context.trusted.takeBack(targetId);
  } catch (error) {
    // The list of a practice server is not that of this computer, which the notice speaks of.
    if (context.handle(targetId).target.kind !== 'practice')
      context.notice('trustLeft', leftDetail(held.name, failureOf(error).code));
  }
}

/** What an earlier start of the app could not take out is taken out now, and said either way. */
export async function recoverTrust(context: Context): Promise<void> {
  const { out, left, asBefore } = await context.trusted.takeBackAll();
  for (const name of out) context.notice(asBefore ? 'trustRestored' : 'trustTakenBack', name);
  for (const { name, code } of left) context.notice('trustLeft', leftDetail(name, code));
}

const leftDetail = (name: string, code: string): string => `${name} (${code}): ${trustCommand(name, false)}`;
