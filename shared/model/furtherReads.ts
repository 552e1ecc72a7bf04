import { z } from 'zod';
import { failureSchema } from '../errors';
import { furtherReadOperations as operations } from './catalogue/furtherReads';
import { instantSchema } from './facts';

/** What can be read of a server beyond its facts, when a search asks for it. Each only reads, in the session. */
export const furtherReads = [
  'Get-RecentEvent',
  'Get-TraceSession',
  'Get-SensorIdentity',
  'Get-UpdateSource',
  'Get-OnboardingTask',
  'Get-GroupPolicyState',
] as const satisfies readonly (keyof typeof operations)[];
export type FurtherRead = (typeof furtherReads)[number];

/** One of them: when it was read, by this computer's clock, and what it gave, or why it gave nothing. */
const read = <Value extends z.ZodType>(value: Value) =>
  z
    .strictObject({ at: instantSchema, value: value.nullable(), failure: failureSchema.nullable() })
    .optional();

export const furtherReadsSchema = z.strictObject({
  'Get-RecentEvent': read(operations['Get-RecentEvent'].result),
  'Get-TraceSession': read(operations['Get-TraceSession'].result),
  'Get-SensorIdentity': read(operations['Get-SensorIdentity'].result),
  'Get-UpdateSource': read(operations['Get-UpdateSource'].result),
  'Get-OnboardingTask': read(operations['Get-OnboardingTask'].result),
  'Get-GroupPolicyState': read(operations['Get-GroupPolicyState'].result),
});
export type FurtherReads = z.infer<typeof furtherReadsSchema>;
