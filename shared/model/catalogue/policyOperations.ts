import { z } from 'zod';
import type { OperationPolicy } from './operationPolicy';
import { policyValueNames } from './policyNames';
import { bypassSchema } from '../wishes';

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

/** What netsh takes as one word: a proxy, or one for each scheme. */
const winHttpProxySchema = z.string().regex(/^[A-Za-z0-9.:;=/[\]_-]{1,1024}$/);

/** The proxy of WinHTTP with its exceptions, as Windows keeps them; both null: straight. */
const winHttpSchema = z.strictObject({ proxy: z.string().nullable(), bypass: z.string().nullable() });

/** The part of the catalogue that sets policy values of the registry, and the ways to the cloud. */
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
  'Set-WinHttpProxy': {
    ...setting,
    /** As netsh takes both: what stood there before may be one proxy for each scheme. Null goes straight. */
    params: z.strictObject({
      proxy: winHttpProxySchema.nullable(),
      bypass: bypassSchema.nullable(),
    }),
    result: z.strictObject({ changed: z.boolean(), before: winHttpSchema, after: winHttpSchema }),
  },
} as const;
