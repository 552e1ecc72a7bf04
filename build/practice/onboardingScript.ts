import { onboardingLines } from '../../main/packages/script/practice/onboarding';
import { batchFile } from './batchFile';
import { type Tenant, onboardingBlob, quoted } from './blob';

/** The practice onboarding script of an invented tenant. */
export function onboardingScript(tenant: Tenant, variant: 'groupPolicy' | 'local'): string {
  return batchFile(onboardingLines(quoted(onboardingBlob(tenant)), variant));
}
