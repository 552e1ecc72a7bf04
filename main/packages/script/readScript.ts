import type { PackageDetails } from '../../../shared/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { type Blob, readBlob } from './blob';
import { registryValue, writesRegistryValue } from './registryValue';
import { isComment, waitingLine } from './waitingLine';

/** Name of the policy value that holds the offboarding blob. Microsoft gave it no other name. */
const offboardingValue = '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A';
const onboardingValue = 'OnboardingInfo';

const ends = /^\s*@?exit\s+\/b\b/i;
const practiceRemark = new RegExp(`^[ \\t]*rem[ \\t]+${practiceMarker}=1[ \\t]*\\r?$`, 'im');

/** What a `.cmd` turned out to be, its kind decided by what it would write and never by its name. */
export interface ScriptReading {
  details: Extract<PackageDetails, { kind: 'onboarding' | 'offboarding' }>;
  practice: boolean;
  /** The line that waits for a person (`pause`, `set /p`), or null. Such a script would hang unattended. */
  waitsAt: string | null;
}

/**
 * Reads an onboarding or offboarding script without running it.
 * @throws {Refused} `notAPackage`, `truncated`, `severalTenants` or `unreadable`.
 */
export function readScript(text: string, name: string): ScriptReading {
  const commands = withoutComments(text);
  const onboards = writesRegistryValue(commands, onboardingValue);
  const offboards = writesRegistryValue(commands, offboardingValue);
  if (onboards === offboards) throw new Refused('notAPackage');
  const value = onboards ? onboardingValue : offboardingValue;
  const json = registryValue(commands, value);
  // Both of Microsoft's scripts end in EXIT /B; without it, or with the value cut off, the download was not complete.
  const rest = commands.slice(commands.lastIndexOf(value));
  if (json === null || !rest.split('\n').some((line) => ends.test(line))) throw new Refused('truncated');
  const blob = readBlob(json);
  expectOneTenant(text, blob.orgId);
  const waitsAt = waitingLine(text);
  const variant = waitsAt === null ? 'groupPolicy' : 'local';
  return {
    practice: practiceRemark.test(text),
    waitsAt,
    details: onboards ? onboarding(blob, variant, name) : offboarding(blob, variant, name),
  };
}

/** A value in a remark is written by nobody. */
function withoutComments(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => !isComment(line))
    .join('\r\n');
}

/**
 * A tenant is shown before it is joined. A script that names a second one anywhere, be it in a remark or in a command
 * that writes the value again, might show one and join the other; scripts of the portal name one.
 */
function expectOneTenant(text: string, orgId: string | null): void {
  if (orgId === null) return;
  const named = text
    .replaceAll('^', '')
    .matchAll(/orgId[\\"]*\s*:\s*[\\"]*([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/gi);
  const others = [...named].map((match) => match[1]?.toLowerCase() ?? '').filter((found) => found !== orgId);
  if (others.length > 0) throw new Refused('severalTenants', `${orgId} ${others[0] ?? ''}`);
}

type Variant = 'groupPolicy' | 'local';

function onboarding(blob: Blob, variant: Variant, scriptName: string): ScriptReading['details'] {
  const { orgId, expiresAt: _, ...rest } = blob;
  if (orgId === null) throw new Refused('unreadable', 'orgId');
  return { kind: 'onboarding', variant, orgId, ...rest, connectivity: connectivity(blob), scriptName };
}

function offboarding(blob: Blob, variant: Variant, scriptName: string): ScriptReading['details'] {
  const dates = [blob.expiresAt, dateInName(scriptName)].filter((date) => date !== null);
  const expiresAt = dates.length === 0 ? null : Math.min(...dates);
  return { kind: 'offboarding', variant, orgId: blob.orgId, expiresAt, scriptName };
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
