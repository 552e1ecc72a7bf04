import { usersOf } from '../../../shared/kit/usedBy';
import type { Session } from '../../../shared/bridge/session';
import type { Say } from '../../../shared/locales/keys';
import { kitsOf, type KitOfFiles } from '../../../shared/site/kitUsers';
import { listedServers } from '../site/siteWords';

/** Who uses a file of the library: a server of the list that chooses it, or a kit for a site that takes it. */
export interface FileUser {
  readonly id: string;
  readonly name: string;
  readonly kit: boolean;
}

/** So many of the newest kits are asked: each is put together anew for it. */
const newestKits = 10;

/** The users of each file of one of the two libraries, by its SHA-256: servers first. */
export function fileUsers(
  t: Say,
  { targets, libraries, sites }: Pick<Session, 'targets' | 'libraries' | 'sites'>,
  of: 'real' | 'practice',
): ReadonlyMap<string, readonly FileUser[]> {
  const practice = of === 'practice';
  const library = libraries[of];
  const nameOf = (name: string) => t('library:kit', { name: name === '' ? t('site:list.unnamed') : name });
  const known = sites.known
    .slice(0, newestKits)
    .flatMap(({ kitId, name, draft, practice: played }): KitOfFiles[] =>
      draft === null || played !== practice ? [] : [{ id: kitId, name: nameOf(name), draft }],
    );
  const under: KitOfFiles[] =
    sites.practice === practice ? [{ id: 'draft', name: t('library:kitUnderWork'), draft: sites.draft }] : [];
  const listed = listedServers(targets, practice);
  const kits = kitsOf([...under, ...known], listed, library, practice);
  const servers = usersOf(library, targets, practice);
  return new Map(
    library.map(({ sha256 }) => [
      sha256,
      [
        ...(servers.get(sha256) ?? []).map(({ id, name }) => ({ id, name, kit: false })),
        ...(kits.get(sha256) ?? []).map(({ id, name }) => ({ id, name, kit: true })),
      ],
    ]),
  );
}

/** Who uses a file: the name of one, else how many servers and kits. */
export function userWords(t: Say, users: readonly FileUser[]): string {
  const [first] = users;
  if (users.length === 1 && first !== undefined) return first.name;
  const kits = users.filter(({ kit }) => kit).length;
  const servers = users.length - kits;
  return [
    ...(servers > 0 || kits === 0 ? [t('library:servers', { count: servers })] : []),
    ...(kits > 0 ? [t('library:kits', { count: kits })] : []),
  ].join(', ');
}
