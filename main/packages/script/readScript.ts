import type { PackageDetails } from '../../../shared/model/packages';
import type { ScriptDifference } from '../../../shared/model/scriptDifferences';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { type Blob, readBlob } from './blob';
import { type ScriptLine, compareWithShapes, scriptLines } from './compareWithShape';
import { valueNames } from './lineKinds';
import { registryValue, writesRegistryValue } from './registryValue';

const practiceRemark = new RegExp(`^[ \\t]*rem[ \\t]+${practiceMarker}=1[ \\t]*\\r?$`, 'im');

/** What a `.cmd` turned out to be, its kind decided by what it would write and never by its name. */
export interface ScriptReading {
  details: Extract<PackageDetails, { kind: 'onboarding' | 'offboarding' }>;
  practice: boolean;
  /** The line that waits for a person, or null. Such a script would hang unattended. */
  waitsAt: string | null;
}

/**
 * Reads an onboarding or offboarding script without running it, and compares it line by line with those that are known.
 * @throws {Refused} `notAPackage`, `truncated`, `severalTenants`, `unreadable` or `unknownScript`.
 */
export function readScript(text: string, name: string): ScriptReading {
  const onboards = writesRegistryValue(text, valueNames.onboarding);
  const offboards = writesRegistryValue(text, valueNames.offboarding);
  if (onboards === offboards) throw new Refused('notAPackage');
  const kind = onboards ? 'onboarding' : 'offboarding';
  const lines = scriptLines(text);
  if (lines === null) throw new Refused('unknownScript');
  const blob = readBlob(valueIn(text, lines, valueNames[kind]));
  expectOneTenant(text, blob.orgId);
  const found = compareWithShapes(lines, kind, blob.orgId);
  if (found === null) throw new Refused('unknownScript');
  const { shape, differences } = found;
  return {
    practice: practiceRemark.test(text),
    waitsAt: shape.variant === 'local' ? waitsAt(lines) : null,
    details: onboards
      ? onboarding(blob, shape.variant, differences, name)
      : offboarding(blob, shape.variant, differences, name),
  };
}

/**
 * The JSON of the one line that writes the value, in the one form that scripts of the portal have it in. Another form may be
 * read by cmd.exe in another way than here, and nobody would know whose tenant is joined.
 */
function valueIn(text: string, lines: readonly ScriptLine[], name: string): string {
  const known = lines.filter(({ kinds }) => kinds.includes(`addValue ${name.toLowerCase()}`));
  const json = registryValue(known[0]?.text ?? text, name);
  // The script ends with its exit code; without it, or with the value cut off, the download was not complete.
  const whole = lines.some(({ kinds }) => kinds.includes('exit'));
  if (json === null || !whole) throw new Refused('truncated');
  if (known.length !== 1) throw new Refused('unknownScript');
  return json;
}

/** Where a local script stops first: at its question, or at the key that it waits for. */
const stops = /^[ \t]*(?:set \/p (?=shouldContinue=|answer=)|pause$)/i;

function waitsAt(lines: readonly ScriptLine[]): string {
  const line = lines.find(({ text }) => stops.test(text));
  return line === undefined
    ? ''
    : `${line.number}: ${(stops.exec(line.text)?.[0] ?? '').trim().toLowerCase()}`;
}

/**
 * A tenant is shown before it is joined. A script that names a second one anywhere, be it in a remark or in a command
 * that writes the value again, might show one and join the other; scripts of the portal name one.
 */
function expectOneTenant(text: string, orgId: string | null): void {
  if (orgId === null) return;
  const named = text
    .replaceAll('^', '')
    .matchAll(/orgId[\\"]{1,64}[ \t]{0,8}:[ \t]{0,8}[\\"]{1,64}([^\\",}\s]{1,64})/gi);
  const other = [...named].map(([, found = '']) => found.toLowerCase()).find((found) => found !== orgId);
  if (other !== undefined) throw new Refused('severalTenants', `${orgId} ${other}`);
}

type Variant = 'groupPolicy' | 'local';

function onboarding(
  blob: Blob,
  variant: Variant,
  differences: readonly ScriptDifference[],
  scriptName: string,
): ScriptReading['details'] {
  const { orgId, expiresAt: _, ...rest } = blob;
  if (orgId === null) throw new Refused('unreadable', 'orgId');
  return {
    kind: 'onboarding',
    variant,
    orgId,
    ...rest,
    connectivity: connectivity(blob),
    scriptName,
    differences: [...differences],
  };
}

function offboarding(
  blob: Blob,
  variant: Variant,
  differences: readonly ScriptDifference[],
  scriptName: string,
): ScriptReading['details'] {
  const dates = [blob.expiresAt, dateInName(scriptName)].filter((date) => date !== null);
  const expiresAt = dates.length === 0 ? null : Math.min(...dates);
  return {
    kind: 'offboarding',
    variant,
    orgId: blob.orgId,
    expiresAt,
    scriptName,
    differences: [...differences],
  };
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
