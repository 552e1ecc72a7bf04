import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** What is kept of the JSON in an onboarding or offboarding script. The signatures and the blob itself are not. */
export interface Blob {
  orgId: string | null;
  datacenter: string | null;
  geoLocationUrl: string | null;
  vortexServerUrl: string | null;
  vortexTicketUrl: string | null;
  vortexGeoLocation: string | null;
  partnerGeoLocation: string | null;
  packageGuid: string | null;
  /** End of the leaf certificate, milliseconds since 1970. */
  certificateNotAfter: number | null;
  /** `expirationTimestamp` of an offboarding script, milliseconds since 1970. */
  expiresAt: number | null;
}

const outerSchema = z.looseObject({ body: z.string(), cert: z.string().optional() });
const bodySchema = z.looseObject({
  orgId: z.string().optional(),
  datacenter: z.string().optional(),
  geoLocationUrl: z.string().optional(),
  vortexServerUrl: z.string().optional(),
  vortexTicketUrl: z.string().optional(),
  vortexGeoLocation: z.string().optional(),
  partnerGeoLocation: z.string().optional(),
  packageGuid: z.string().optional(),
  expirationTimestamp: z.union([z.string(), z.number()]).optional(),
});

/**
 * Reads the JSON that a script writes into the registry: an object whose `body` is itself JSON. A field that cannot be read is null, and in
 * JSON of another form all are.
 */
export function readBlob(json: string): Blob {
  const outer = parse(json, outerSchema);
  const body = outer && parse(outer.body, bodySchema);
  return {
    orgId: guid(body?.orgId),
    datacenter: body?.datacenter ?? null,
    geoLocationUrl: body?.geoLocationUrl ?? null,
    vortexServerUrl: body?.vortexServerUrl ?? null,
    vortexTicketUrl: body?.vortexTicketUrl ?? null,
    vortexGeoLocation: body?.vortexGeoLocation ?? null,
    partnerGeoLocation: body?.partnerGeoLocation ?? null,
    packageGuid: guid(body?.packageGuid),
    certificateNotAfter: notAfter(outer?.cert),
    expiresAt: fromFileTime(body?.expirationTimestamp),
  };
}

function parse<T>(json: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

function guid(value: string | undefined): string | null {
  const lower = value?.toLowerCase() ?? '';
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(lower) ? lower : null;
}

/** The certificate is base64 of DER, or PEM. */
function notAfter(cert: string | undefined): number | null {
  if (cert === undefined) return null;
  try {
    const source = cert.includes('-----BEGIN') ? cert : Buffer.from(cert, 'base64');
    const time = Date.parse(new X509Certificate(source).validTo);
    return Number.isNaN(time) ? null : time;
  } catch {
    return null;
  }
}

/** Windows FILETIME: 100 ns steps since 1601. It is beyond a double's exact integers, hence the bigint. */
function fromFileTime(value: string | number | undefined): number | null {
  const digits = value === undefined ? '' : String(value);
  if (!/^\d{17,19}$/.test(digits)) return null;
  return Number(BigInt(digits) / 10_000n - 11_644_473_600_000n);
}
