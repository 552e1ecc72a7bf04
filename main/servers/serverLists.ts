import type { InputOf, ReplyOf } from '../../shared/bridge/contract';
import { GangwayError } from '../../shared/errors';
import { joinTags, readServerList } from '../../shared/model/serverList';
import type { Target } from '../../shared/model/target';
import type { Context } from '../context';
import { practiceTarget } from './practice';
import { keepServers, remoteTarget, setTags } from './servers';

const targetFor = (practice: boolean, address: string): Target =>
  practice ? practiceTarget(address.toLowerCase()) : remoteTarget(address);

function requireKind(context: Context, practice: boolean): void {
  if (!practice && !context.platform.realTargets) throw new GangwayError('target.notAllowed', 'remote');
}

/** Reads a list and says what it would add; adds nothing. Throws `target.notAllowed` where there are no real servers. */
export function readList(
  context: Context,
  { practice, text }: InputOf<'readServerList'>,
): ReplyOf<'readServerList'> {
  requireKind(context, practice);
  const list = readServerList(text, (address) => {
    try {
      const { id, name } = targetFor(practice, address);
      return { id, name };
    } catch (error) {
      if (error instanceof GangwayError) return null;
      throw error;
    }
  });
  const here = new Set(context.session.get().targets.map(({ target }) => target.id));
  return { ...list, known: list.lines.map(({ id }) => id).filter((id) => here.has(id)) };
}

/** Adds servers with their tags: the list is written once, whatever its length. Throws before it adds anything. */
export async function addServers(
  context: Context,
  { practice, lines }: InputOf<'addServers'>,
): Promise<ReplyOf<'addServers'>> {
  requireKind(context, practice);
  const wanted = lines.map(({ address, tags }) => ({ target: targetFor(practice, address), tags }));
  const targets = [...new Map(wanted.map(({ target }) => [target.id, target])).values()];
  const { session, servers } = context;
  const here = new Set(session.get().targets.map(({ target }) => target.id));
  const fresh = targets.filter(({ id }) => !here.has(id));
  await keepServers(servers, fresh, context.now());
  // One after the other, so that they stand on the page in the order of the list.
  for (const target of fresh) await context.addServer(target);
  const tags: Record<string, string[]> = {};
  for (const { target, tags: given } of wanted)
    if (given.length > 0)
      tags[target.id] = joinTags(tags[target.id] ?? session.target(target.id).tags, given).slice(0, 20);
  if (Object.keys(tags).length > 0) await setTags(context, tags);
  return { added: fresh.length, known: targets.length - fresh.length };
}
