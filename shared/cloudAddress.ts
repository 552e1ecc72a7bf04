import { z } from 'zod';

/** An address that is asked once, and the proxy that leads to it. */
export const cloudAddressSchema = z.strictObject({
  host: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  port: z.number().int().min(1).max(65_535),
  scheme: z.enum(['https', 'http']),
  required: z.boolean(),
  /** `host:port`; null = straight. */
  proxy: z
    .string()
    .regex(/^[A-Za-z0-9.-]+:\d{1,5}$/)
    .nullable(),
});

/** What came of asking it. `native`: the HTTP status, else the code of the socket, else null. */
export const cloudAnswerSchema = cloudAddressSchema.omit({ scheme: true }).extend({
  state: z.enum(['reached', 'refused', 'timedOut', 'nameUnknown', 'tls', 'proxyAuthentication']),
  native: z.number().int().nullable(),
});
