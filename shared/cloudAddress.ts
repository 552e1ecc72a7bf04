import { z } from 'zod';

/** An address that is asked once, and the proxy that leads to it. */
export const cloudAddressSchema = z.strictObject({
  host: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  port: z.number().int().min(1).max(65_535),
  scheme: z.enum(['https', 'http']),
  required: z.boolean(),
  /** Only a certificate below one of the given issuers counts: who inspects the way cannot serve one. */
  pinned: z.boolean(),
  /** `host:port`; null = the way that Windows itself takes for SYSTEM, which is straight where it names none. */
  proxy: z
    .string()
    .regex(/^[A-Za-z0-9.-]+:\d{1,5}$/)
    .nullable(),
});

/**
 * What came of asking it. `inspected`: somebody on the way answered with a certificate of their own, which Defender refuses.
 * `native`: the HTTP status, else the code of the socket, else null. `proxy`: the one that was taken. `issuer`: in whose name
 * the certificate at the top of the served chain stands; absent before it was looked at, null where there was none.
 */
export const cloudAnswerSchema = cloudAddressSchema.omit({ scheme: true, pinned: true }).extend({
  state: z.enum(['reached', 'refused', 'timedOut', 'nameUnknown', 'tls', 'inspected', 'proxyAuthentication']),
  native: z.number().int().nullable(),
  issuer: z.string().max(300).nullable().optional(),
});
export type CloudAnswer = z.infer<typeof cloudAnswerSchema>;
