import { offboardingLines } from '../../main/packages/script/practice/offboarding';
import { batchFile } from './batchFile';
import { type Tenant, offboardingBlob, quoted } from './blob';

/**
 * The practice offboarding script of an invented tenant.
 * @param expiresAt milliseconds since 1970
 */
export function offboardingScript(tenant: Tenant, expiresAt: number): string {
  return batchFile(offboardingLines(quoted(offboardingBlob(tenant, expiresAt))));
}
