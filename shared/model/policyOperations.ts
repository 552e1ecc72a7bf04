import { z } from 'zod';
import type { OperationPolicy } from './operationPolicy';
import { policyValueNames } from './policyValues';

/** The data of a policy value: a text, a number, or null where there is none. */
const policyDataSchema = z.union([z.string().max(1000), z.number().int()]).nullable();

/** A small change of settings: Windows writes it at once. */
const setting = {
  kind: 'change',
  runs: 'task',
  cancel: 'never',
  silenceMs: 30_000,
  limitMs: 120_000,
} as const satisfies OperationPolicy;

/** The part of the catalogue that sets policy values of the registry. */
export const policyOperations = {
  'Set-Policy': {
    ...setting,
    /** Values of `policyValues.ts` and no others; null removes one. */
    params: z.strictObject({
      values: z
        .array(z.strictObject({ name: z.enum(policyValueNames), value: policyDataSchema }))
        .min(1)
        .max(policyValueNames.length),
    }),
    /** Each as it was, and as it was read back. */
    result: z.strictObject({
      changed: z.boolean(),
      values: z.array(
        z.strictObject({
          name: z.enum(policyValueNames),
          before: policyDataSchema,
          after: policyDataSchema,
        }),
      ),
    }),
  },
} as const;
