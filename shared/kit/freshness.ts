import type { Package, PackageKind } from '../model/packages';

/** How a file of the library stands in time. Days are whole ones; `ahead` is a file that came in later than it is now. */
export type Freshness =
  | { readonly state: 'fresh' | 'lasting' | 'ahead'; readonly days: number }
  | { readonly state: 'old'; readonly days: number }
  | { readonly state: 'ends'; readonly days: number; readonly at: number }
  | { readonly state: 'ended'; readonly at: number };

const day = 24 * 60 * 60 * 1000;
/** Days after which a file of which newer ones come out is called old: Microsoft renews most of them once a month. */
export const oldAfterDays = 30;
/** Days before its end at which a file is said to end. */
const soonDays = 3;

/** Kinds of which newer files come out all the time. A script of a tenant, Install.ps1 and a Windows update do not age. */
const renewed: ReadonlySet<PackageKind> = new Set<PackageKind>([
  'installation',
  'platformUpdate',
  'sensorUpdate',
  'intelligence',
  'clientAnalyzer',
  'deploymentTool',
]);

/**
 * Whether a file is still good, by the day on which it was made, where it says one, else by the day on which it came in. Pure.
 * @param now milliseconds since 1970, by the clock of this computer
 */
export function freshnessOf(pkg: Pick<Package, 'details' | 'addedAt'>, now: number): Freshness {
  const { details } = pkg;
  const since = details.kind === 'certificateList' ? (details.issuedAt ?? pkg.addedAt) : pkg.addedAt;
  const days = Math.floor((now - since) / day);
  const at = endOf(details);
  if (at !== null && at <= now) return { state: 'ended', at };
  // A clock that was set back makes every age wrong, so none is said. An hour is the change of summer time.
  if (pkg.addedAt - now > day / 24) return { state: 'ahead', days: 0 };
  if (at !== null && at - now <= soonDays * day)
    return { state: 'ends', days: Math.floor((at - now) / day), at };
  if (isRenewed(details)) return { state: days > oldAfterDays ? 'old' : 'fresh', days };
  return { state: 'lasting', days };
}

/** The last moment of what ends by itself, or null. */
function endOf(details: Package['details']): number | null {
  if (details.kind === 'offboarding' || details.kind === 'offboardingFile') return details.expiresAt;
  return details.kind === 'certificateList' ? details.until : null;
}

/** A root lasts as long as it says, a list of what was taken back until the next one. */
function isRenewed(details: Package['details']): boolean {
  if (details.kind === 'certificateList') return !['root', 'revocationList'].includes(details.list);
  return renewed.has(details.kind);
}
