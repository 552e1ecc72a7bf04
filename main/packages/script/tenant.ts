import type { PackageDetails } from '../../../shared/model/packages';
import { Refused } from '../refused';
import type { Blob } from './blob';

type Joined = Omit<Extract<PackageDetails, { kind: 'onboardingFile' }>, 'kind'>;

/** What a blob says of the tenant that a server joins by it. @throws {Refused} `unreadable` where it names none. */
export function joinedBy(blob: Blob): Joined {
  const { orgId, expiresAt: _, ...rest } = blob;
  if (orgId === null) throw new Refused('unreadable', 'orgId');
  return { orgId, ...rest, connectivity: connectivity(blob) };
}

/** When a package that takes a server off ends: the earlier of the date in its name and the one inside it, or null. */
export function endOf({ expiresAt }: Blob, name: string): number | null {
  const dates = [expiresAt, dateInName(name)].filter((date) => date !== null);
  return dates.length === 0 ? null : Math.min(...dates);
}

/**
 * A tenant is shown before it is joined. A script that names a second one anywhere, be it in a remark or in a command
 * that writes the value again, might show one and join the other; scripts of the portal name one.
 */
export function expectOneTenant(text: string, orgId: string | null): void {
  if (orgId === null) return;
  const named = text
    .replaceAll('^', '')
    .matchAll(/orgId[\\"]{1,64}[ \t]{0,8}:[ \t]{0,8}[\\"]{1,64}([^\\",}\s]{1,64})/gi);
  const other = [...named].map(([, found = '']) => found.toLowerCase()).find((found) => found !== orgId);
  if (other !== undefined) throw new Refused('severalTenants', `${orgId} ${other}`);
}

/** The package is good until the end of the day its name gives; days are taken as UTC, as in the portal. */
function dateInName(name: string): number | null {
  const day = /valid_until_(\d{4}-\d{2}-\d{2})/i.exec(name)?.[1];
  const start = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(start) ? null : start + 24 * 60 * 60 * 1000;
}

/**
 * Microsoft's own client analyzer takes a package for streamlined by a geography that begins with `GW_`. Streamlined ones
 * speak to *.endpoint.security.microsoft.com, standard ones to winatp-gw-*.microsoft.com.
 */
function connectivity({
  geoLocationUrl: url,
  partnerGeoLocation,
}: Blob): 'streamlined' | 'standard' | 'unknown' {
  if (/^GW_[A-Z0-9]+$/i.test(partnerGeoLocation ?? '')) return 'streamlined';
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : '';
  if (/\.endpoint\.security\.microsoft\.(?:com|us)$/.test(host)) return 'streamlined';
  return /^winatp-gw-[a-z0-9-]+\.microsoft\.(?:com|us)$/.test(host) ? 'standard' : 'unknown';
}
