import { z } from 'zod';

/** The policy values that Gangway can set, as the facts and `Set-Policy` call them; `policyValues.ts` says where Windows has each. */
export const policyValueNames = [
  'deviceTag',
  'sampleCollection',
  'latency',
  'preferStaticProxy',
  'telemetryProxy',
  'disableEnterpriseAuthProxy',
  'disableAntiSpyware',
  'disableAntiVirus',
] as const;
export type PolicyValueName = (typeof policyValueNames)[number];

/** The values whose Group Policy object a reading names: those, and three that are set elsewhere, or by nobody here. */
export const watchedPolicySchema = z.enum([
  ...policyValueNames,
  'forceDefenderPassiveMode',
  'antivirusProxy',
  'networkProtection',
]);
export type WatchedPolicy = z.infer<typeof watchedPolicySchema>;
