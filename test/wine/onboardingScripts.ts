import { otherTenant, practiceTenant } from '../../build/practice/blob';
import { onboardingScript } from '../../build/practice/onboardingScript';

const bytes = (text: string) => Buffer.from(text, 'ascii');
const name = 'WindowsDefenderATPOnboardingScript.cmd';

/** The practice onboarding scripts, as the practice packages carry them, and the tenant of the first. */
export const tenant = practiceTenant.orgId;
export const groupPolicy = { name, bytes: bytes(onboardingScript(practiceTenant, 'groupPolicy')) };
export const ofAnotherTenant = { name, bytes: bytes(onboardingScript(otherTenant, 'groupPolicy')) };
