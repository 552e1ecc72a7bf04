import type { PackageDetails } from '../../../shared/model/packages';
import type { ScriptDifference } from '../../../shared/model/scriptDifferences';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { type Blob, readBlob } from './blob';
import { type ScriptLine, compareWithShapes, scriptLines } from './compareWithShape';
import { valueNames } from './lineKinds';
import { registryValue, writesRegistryValue } from './registryValue';
import { endOf, expectOneTenant, joinedBy } from './tenant';

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

type Variant = 'groupPolicy' | 'local';

function onboarding(
  blob: Blob,
  variant: Variant,
  differences: readonly ScriptDifference[],
  scriptName: string,
): ScriptReading['details'] {
  return {
    kind: 'onboarding',
    variant,
    ...joinedBy(blob),
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
  return {
    kind: 'offboarding',
    variant,
    orgId: blob.orgId,
    expiresAt: endOf(blob, scriptName),
    scriptName,
    differences: [...differences],
  };
}
