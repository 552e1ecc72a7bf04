import { otherTenant, practiceTenant } from '../../build/practice/blob';
import { offboardingScript } from '../../build/practice/offboardingScript';
import { onboardingScript } from '../../build/practice/onboardingScript';

const bytes = (text: string) => Buffer.from(text, 'ascii');
const name = 'WindowsDefenderATPOnboardingScript.cmd';

/** The practice onboarding scripts, as the practice packages carry them, and the tenant of the first. */
export const tenant = practiceTenant.orgId;
export const groupPolicy = { name, bytes: bytes(onboardingScript(practiceTenant, 'groupPolicy')) };
export const ofAnotherTenant = { name, bytes: bytes(onboardingScript(otherTenant, 'groupPolicy')) };

/** The practice offboarding script of that tenant, and its end. */
export const expiresAt = Date.UTC(2035, 11, 31, 17, 35);
export const leaving = {
  name: 'WindowsDefenderATPOffboardingScript_valid_until_2035-12-31.cmd',
  bytes: bytes(offboardingScript(practiceTenant, expiresAt)),
};
