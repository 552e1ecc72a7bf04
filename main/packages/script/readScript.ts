import type { PackageDetails } from '../../../shared/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { type Blob, readBlob } from './blob';
import { registryValue, writesRegistryValue } from './registryValue';

/** Name of the policy value that holds the offboarding blob. Microsoft gave it no other name. */
const offboardingValue = '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A';
const onboardingValue = 'OnboardingInfo';

/** What a `.cmd` turned out to be, its kind decided by what it would write and never by its name. */
export interface ScriptReading {
  details: Extract<PackageDetails, { kind: 'onboarding' | 'offboarding' }>;
  practice: boolean;
  /** The line that waits for a person (`pause`, `set /p`), or null. Such a script would hang unattended. */
  waitsAt: string | null;
}

/**
 * Reads an onboarding or offboarding script without running it.
 * @throws {Refused} `notAPackage`, `truncated` or `unreadable`.
 */
export function readScript(text: string, name: string): ScriptReading {
  const onboards = writesRegistryValue(text, onboardingValue);
  const offboards = writesRegistryValue(text, offboardingValue);
  if (onboards === offboards) throw new Refused('notAPackage');
  const value = onboards ? onboardingValue : offboardingValue;
  const json = registryValue(text, value);
  // Both of Microsoft's scripts end in EXIT /B; without it, or with the value cut off, the download was not complete.
  const rest = text.slice(text.lastIndexOf(value));
  if (json === null || !/^\s*@?exit\s+\/b\b/im.test(rest)) throw new Refused('truncated');
  const blob = readBlob(json);
  const waitsAt = waitingLine(text);
  const variant = waitsAt === null ? 'groupPolicy' : 'local';
  return {
    practice: new RegExp(`^\\s*rem\\s+${practiceMarker}=1\\s*$`, 'im').test(text),
    waitsAt,
    details: onboards ? onboarding(blob, variant, name) : offboarding(blob, variant, name),
  };
}

type Variant = 'groupPolicy' | 'local';

function onboarding(blob: Blob, variant: Variant, scriptName: string): ScriptReading['details'] {
  const { orgId, datacenter, geoLocationUrl, packageGuid, certificateNotAfter } = blob;
  if (orgId === null) throw new Refused('unreadable', 'orgId');
  return {
    kind: 'onboarding',
    variant,
    orgId,
    datacenter,
    geoLocationUrl,
    packageGuid,
    certificateNotAfter,
    connectivity: connectivity(geoLocationUrl),
    scriptName,
  };
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

function waitingLine(text: string): string | null {
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^\s*@?(?:rem\b|::)/i.test(line)) continue;
    if (/^\s*@?pause\s*(?:>\s*nul\s*)?$/i.test(line)) return `${index + 1}: pause`;
    // With its input from a file, `set /p` only reads a line of that file; Microsoft's scripts do that with errors.
    if (/\bset\s+\/p\b(?!.*<\s*(?!con\b))/i.test(line)) return `${index + 1}: set /p`;
  }
  return null;
}

/** Streamlined packages speak to *.endpoint.security.microsoft.com, standard ones to winatp-gw-*.microsoft.com. */
function connectivity(url: string | null): 'streamlined' | 'standard' | 'unknown' {
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : '';
  if (/\.endpoint\.security\.microsoft\.(?:com|us)$/.test(host)) return 'streamlined';
  return /^winatp-gw-[a-z0-9-]+\.microsoft\.(?:com|us)$/.test(host) ? 'standard' : 'unknown';
}
