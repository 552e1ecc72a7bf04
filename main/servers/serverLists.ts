import type { InputOf, ReplyOf } from '../../shared/bridge/contract';
import { GangwayError } from '../../shared/errors';
import { joinTags, readServerList } from '../../shared/model/servers/serverList';
import type { Target } from '../../shared/model/target';
import type { ServersNeeds } from './needs';
import { keepServers, remoteTarget, setTags } from './servers';

/** What makes a server of a line of a list; that of practice is loaded when it is needed. */
async function targetMaker(practice: boolean): Promise<(address: string) => Target> {
  if (!practice) return remoteTarget;
  const { practiceTarget } = await import('./practiceTarget');
  return (address) => practiceTarget(address.toLowerCase());
}

function requireKind(needs: ServersNeeds, practice: boolean): void {
  if (!practice && !needs.platform.realTargets) throw new GangwayError('target.notAllowed', 'remote');
}

/** Reads a list and says what it would add; adds nothing. Throws `target.notAllowed` where there are no real servers. */
export async function readList(
  needs: ServersNeeds,
  { practice, text }: InputOf<'readServerList'>,
): Promise<ReplyOf<'readServerList'>> {
  requireKind(needs, practice);
  const targetFor = await targetMaker(practice);
  const list = readServerList(text, (address) => {
    try {
      const { id, name } = targetFor(address);
      return { id, name };
    } catch (error) {
      if (error instanceof GangwayError) return null;
      throw error;
    }
  });
  const here = new Set(needs.session.get().targets.map(({ target }) => target.id));
  return { ...list, known: list.lines.map(({ id }) => id).filter((id) => here.has(id)) };
}

/** Adds servers with their tags: the list is written once, whatever its length. Throws before it adds anything. */
export async function addServers(
  needs: ServersNeeds,
  { practice, lines }: InputOf<'addServers'>,
): Promise<ReplyOf<'addServers'>> {
  requireKind(needs, practice);
  const targetFor = await targetMaker(practice);
  const wanted = lines.map(({ address, tags }) => ({ target: targetFor(address), tags }));
  const targets = [...new Map(wanted.map(({ target }) => [target.id, target])).values()];
  const { session, servers } = needs;
  const here = new Set(session.get().targets.map(({ target }) => target.id));
  const fresh = targets.filter(({ id }) => !here.has(id));
  await keepServers(servers, fresh, needs.now());
  // One after the other, so that they stand on the page in the order of the list.
  for (const target of fresh) await needs.addServer(target);
  const tags: Record<string, string[]> = {};
  for (const { target, tags: given } of wanted)
    if (given.length > 0)
      tags[target.id] = joinTags(tags[target.id] ?? session.target(target.id).tags, given).slice(0, 20);
  if (Object.keys(tags).length > 0) await setTags(needs, tags);
  return { added: fresh.length, known: targets.length - fresh.length };
}
