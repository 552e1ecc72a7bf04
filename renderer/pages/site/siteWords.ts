import type { Say } from '../../../shared/locales/keys';
import { osFamilies } from '../../../shared/knowledge/os';
import type { PackageKind } from '../../../shared/model/packages';
import type { SiteReceiver } from '../../../shared/model/siteKit';
import type { TargetView } from '../../../shared/bridge/session';
import { serversOf, type ListedServer, type Receiver, type SiteRow } from '../../../shared/site/siteRows';
import { shortId } from '../../frame/shortId';
import type { Times } from '../../frame/useTimes';

/** The servers of the list that a kit of this sort may be for, as they were read in this session. */
export const listedServers = (targets: readonly TargetView[], practice: boolean): ListedServer[] =>
  targets
    .filter(({ target }) => (target.kind === 'practice') === practice)
    .map(({ target, facts, inputs }) => ({
      targetId: target.id,
      name: facts?.computer.name ?? target.name,
      facts,
      inputs,
    }));

/** The name of a Windows, by a word of a kit that may come from another version. */
export function osWords(t: Say, family: string | null): string {
  const known = osFamilies.find((entry) => entry.family === family)?.family;
  return known === undefined ? (family ?? '') : t(`knowledge:os.${known}`);
}

/** A profile with its number, or a server by its name. */
export const receiverName = (
  t: Say,
  {
    name,
    family,
    count,
  }: { readonly name: string | null; readonly family: string | null; readonly count: number },
): string => name ?? t('site:build.profile', { count, os: osWords(t, family) });

/** For whom a file is: all servers, or those that are named. */
export function forWords(t: Say, some: readonly Receiver[], all: readonly Receiver[]): string {
  if (some.length === all.length) return t('site:build.forAll', { count: serversOf(all) });
  // A column is narrow, and every name begins alike.
  return some
    .map(({ name, family, count }) => {
      const os = osWords(t, family).replace(/^Windows Server,? ?/, '');
      return name ?? t('site:build.profile', { count, os });
    })
    .join(', ');
}

/** The name of a file by its kind, and its number where it has one. */
export function kindWords(
  t: Say,
  kind: PackageKind | 'page' | 'program' | 'field',
  kb: string | null,
): string {
  if (kind === 'page' || kind === 'program' || kind === 'field') return t(`site:opened.kind.${kind}`);
  const name = t(`packages:kind.${kind}.name`);
  return kb === null ? name : `${name} ${kb}`;
}

/** Where a file comes from, and since when it is here. */
export function fromWords(t: Say, times: Times, { source, package: file }: SiteRow): string {
  const date = file === null ? '' : times.date(file.addedAt);
  if (source.how === 'download')
    return t(file === null ? 'site:build.from.download' : 'site:build.from.downloadThere');
  if (source.how === 'catalog')
    return t(file === null ? 'site:build.from.catalog' : 'site:build.from.catalogThere', {
      kb: source.kb,
      date,
    });
  if (source.how === 'command')
    return t(file === null ? 'site:build.from.command' : 'site:build.from.commandThere', { date });
  if (file === null) return t('site:build.from.portal');
  return 'orgId' in file.details && file.details.orgId !== null
    ? t('site:build.from.tenantThere', { tenant: shortId(file.details.orgId) })
    : t('site:build.from.portalThere', { date });
}

/** So many servers of which Windows: of a known kit. */
export function serversWords(t: Say, receivers: readonly SiteReceiver[]): string {
  const count = receivers.reduce((all, one) => all + one.count, 0);
  const os = [...new Set(receivers.map(({ family }) => osWords(t, family)))].join(', ');
  return t('site:list.servers', { count, os });
}
