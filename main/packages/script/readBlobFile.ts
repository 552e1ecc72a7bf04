import { z } from 'zod';
import type { PackageDetails } from '../../../shared/model/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { readBlob } from './blob';
import { endOf, expectOneTenant, joinedBy } from './tenant';

const outerSchema = z.looseObject({ body: z.string(), [practiceMarker]: z.literal('1').optional() });

/**
 * Reads an `.onboarding` or `.offboarding` file, whose whole content is the JSON that a script would write into the registry (concluded from
 * the Intune and Configuration Manager packages and the setting that they feed; no file made for the deployment tool was seen). What it does is
 * told by what it says: one that names the channels of the sensor onboards, one that ends on a day and names none offboards.
 * @throws {Refused} `truncated`, `notAPackage`, `severalTenants` or `unreadable`.
 */
export function readBlobFile(
  text: string,
  name: string,
): { details: Extract<PackageDetails, { kind: 'onboardingFile' | 'offboardingFile' }>; practice: boolean } {
  const json = text.replace(/^\uFEFF/, '').trim();
  const practice = outerOf(json)[practiceMarker] === '1';
  const blob = readBlob(json);
  expectOneTenant(json, blob.orgId);
  if (blob.geoLocationUrl !== null || blob.vortexServerUrl !== null)
    return { practice, details: { kind: 'onboardingFile', ...joinedBy(blob) } };
  if (blob.expiresAt === null) throw new Refused('notAPackage');
  return {
    practice,
    details: { kind: 'offboardingFile', orgId: blob.orgId, expiresAt: endOf(blob, name) },
  };
}

function outerOf(json: string): z.infer<typeof outerSchema> {
  // What does not end with its bracket was cut off.
  if (json.startsWith('{') && !json.endsWith('}')) throw new Refused('truncated');
  try {
    return outerSchema.parse(JSON.parse(json));
  } catch {
    throw new Refused('notAPackage');
  }
}
