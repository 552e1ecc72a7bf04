import { z } from 'zod';
import type { ServerState } from '../facts';

/** How long a test of the way to the cloud speaks for the server: 24 hours. */
const validMs = 24 * 60 * 60_000;

/**
 * What the newest finished test says. `old`: it reached everything that is required, but too long ago to count. `inspected`: it failed
 * only because a device on the way serves its own certificate. `partial`: all was reached that every server needs, and nobody knew what
 * else this one needs, so it proves nothing for its tenant.
 */
export interface CloudTest {
  readonly state: 'none' | 'reached' | 'old' | 'partial' | 'blocked' | 'inspected';
  /** When it ended, by the server's clock, and its run; null where there was none. */
  readonly at: number | null;
  readonly runId: string | null;
}

const found: Readonly<Record<string, 'partial' | 'blocked' | 'inspected'>> = {
  'cloud.partial': 'partial',
  'cloud.unreachable': 'blocked',
  'cloud.inspected': 'inspected',
};

/** The newest test of the way to the cloud that the server's own run folders tell of; a test that was broken off says nothing. */
export function cloudTest(facts: ServerState): CloudTest {
  const [newest] = facts.runs
    .filter((run) => run.operation === 'Test-Connectivity')
    .flatMap((run): (CloudTest & { at: number })[] => {
      const { runId } = run;
      const at = run.endedAt ?? run.startedAt ?? 0;
      if (run.outcome === 'ok')
        return [{ at, runId, state: facts.readAt - at <= validMs ? 'reached' : 'old' }];
      const state = run.outcome === 'failed' ? found[run.code ?? ''] : undefined;
      return state === undefined ? [] : [{ at, runId, state }];
    })
    .sort((a, b) => b.at - a.at);
  return newest ?? { state: 'none', at: null, runId: null };
}

/**
 * Which setting names a proxy: the sensor's own, the antivirus's by policy or by preference, or that of Windows (WinHTTP). `windows`: what
 * Windows itself finds for SYSTEM, by its Internet options or by discovery; `none`: the way is straight.
 */
const proxySourceSchema = z.enum([
  'telemetryPolicy',
  'antivirusPolicy',
  'antivirusPreference',
  'winHttp',
  'windows',
  'none',
]);
export type ProxySource = z.infer<typeof proxySourceSchema>;

/** An address that is asked once, and the proxy that leads to it. */
export const cloudAddressSchema = z.strictObject({
  host: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  port: z.number().int().min(1).max(65_535),
  scheme: z.enum(['https', 'http']),
  required: z.boolean(),
  /** Only a certificate below one of the given issuers counts. A device that inspects the way cannot serve one. */
  pinned: z.boolean(),
  /** `host:port`; null = the way that Windows itself takes for SYSTEM, which is straight where it names none. */
  proxy: z
    .string()
    .regex(/^[A-Za-z0-9.-]+:\d{1,5}$/)
    .nullable(),
  /** Which setting names that proxy; left out by an older Gangway. */
  proxyFrom: proxySourceSchema.optional(),
});

/**
 * The result for one address. `inspected`: a device on the way answered with its own certificate, which Defender refuses.
 * `native`: the HTTP status, else the code of the socket, else null. `proxy`: the one that was taken. `issuer`: in whose name
 * the certificate at the top of the served chain stands; null where there was none. What may be absent was not looked at before.
 */
export const cloudAnswerSchema = cloudAddressSchema.omit({ scheme: true, pinned: true }).extend({
  state: z.enum(['reached', 'refused', 'timedOut', 'nameUnknown', 'tls', 'inspected', 'proxyAuthentication']),
  native: z.number().int().nullable(),
  issuer: z.string().max(300).nullable().optional(),
  /** Whether this server itself finds addresses for the name, and how many of each kind; null where it could not be asked. */
  dns: z
    .strictObject({
      state: z.enum(['resolved', 'unknown', 'noAnswer']),
      ipv4: z.number().int(),
      ipv6: z.number().int(),
    })
    .nullable()
    .optional(),
  /** The connection to the address, or to the proxy where there is one. */
  tcp: z.enum(['open', 'refused', 'timedOut', 'notTried']).optional(),
  /** The lists of revoked certificates. `noList`: the certificate names none. After the first that is not reached no other is asked. */
  revocation: z.enum(['reached', 'notReached', 'revoked', 'noList', 'notAsked']).optional(),
  /** How far the server's clock is ahead of the one that answered; null where nobody said the time. */
  clockAheadSeconds: z.number().int().nullable().optional(),
});
export type CloudAnswer = z.infer<typeof cloudAnswerSchema>;
