// What a portal script writes. Stands on: defender/mde-script-envelope, defender/mde-script-body-standard, defender/mde-script-body-streamlined,
// defender/mde-script-offboarding-2022, defender/mde-script-offboarding-2024 (names of the offboarding body, its end as a FILETIME),
// defender/mde-script-cert-validity (its certificate lasts less than a year, so its end is shown and no year assumed).
// Invented: tenants, addresses, certificate and signatures; looked for: nothing, for a real package is a key to a tenant

/** An invented organisation of the practice servers. Machine files name the same ids. */
export interface Tenant {
  orgId: string;
  packageGuid: string;
}

export const practiceTenant: Tenant = {
  orgId: '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9',
  packageGuid: '0b5e2f6a-1c7d-4a3b-9e80-6d2c4f1a7b90',
};

export const otherTenant: Tenant = {
  orgId: '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa',
  packageGuid: '6f3d9a14-8b2e-4c57-a1f6-2e7c5d0b9834',
};

/**
 * A certificate made for this file only (`O=Gangway practice, CN=practice.invalid`, 2026 to 2035, its key thrown
 * away), so that the reading of a real certificate's end can be shown. Base64 of DER, as in Microsoft's packages.
 */
const certificate =
  'MIIBwDCCAWegAwIBAgIUKSErWrqnf8+lmFHJ2OAsQKb5iUswCgYIKoZIzj0EAwIwNjEZMBcGA1UECgwQR2FuZ3dheSBwcmFjdGljZTEZ' +
  'MBcGA1UEAwwQcHJhY3RpY2UuaW52YWxpZDAeFw0yNjAxMDEwMDAwMDBaFw0zNTEyMzEyMzU5NTlaMDYxGTAXBgNVBAoMEEdhbmd3YXkg' +
  'cHJhY3RpY2UxGTAXBgNVBAMMEHByYWN0aWNlLmludmFsaWQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARdN6d7lWrKF6uCvuSMqARV' +
  'Z+HaIA1Q2BrL5MCUmemDm9YFvoiob5YWpTr0x99icRJvmNVSRBXYiO5EE6Jjjlm8o1MwUTAdBgNVHQ4EFgQUl1mXEcTf3gvwAcN+GgLj' +
  '0YI4Dv4wHwYDVR0jBBgwFoAUl1mXEcTf3gvwAcN+GgLj0YI4Dv4wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBPihT5' +
  'RrDMYct1YxNHWP9qh2jL7fukkmb8O9nMsJrlSgIgTwpBwVVBxSQKq3DuYCEGLjE2oWLKn4qC2/Xn0er4klo=';

const invented = Buffer.from(
  'This signature is invented. It belongs to a practice package of Gangway.',
).toString('base64');

/** JSON of the shape the sensor reads: `body` is JSON in a string, the rest signs it. */
function sign(body: object, marked = false): string {
  return JSON.stringify({
    ...(marked && { GANGWAYPRACTICE: '1' }),
    body: JSON.stringify(body),
    sig: invented,
    sha256sig: invented,
    cert: certificate,
    chain: [certificate],
  });
}

/** What an onboarding script writes into the registry; `marked` is the same as a file of its own, which says that it is for practice. Its addresses end in `.invalid`, which no network resolves. */
export function onboardingBlob({ orgId, packageGuid }: Tenant, marked = false): string {
  const body = {
    previousOrgIds: [],
    orgId,
    geoLocationUrl: 'https://edr.practice.invalid/edr/',
    datacenter: 'Practice',
    vortexGeoLocation: 'PRACTICE',
    vortexServerUrl: 'https://events.practice.invalid/OneCollector/1.0',
    vortexTicketUrl: 'https://tickets.practice.invalid',
    version: '1.60',
    packageGuid,
  };
  return sign(body, marked);
}

/** What an offboarding script writes. @param expiresAt milliseconds since 1970, in the JSON a Windows FILETIME */
export function offboardingBlob({ orgId }: Tenant, expiresAt: number, marked = false): string {
  const fileTime = (BigInt(expiresAt) + 11_644_473_600_000n) * 10_000n;
  return sign({ orgIds: [orgId], orgId, expirationTimestamp: String(fileTime), version: '1.60' }, marked);
}

/** A text as one quoted argument of a Windows program: quotes, and the backslashes before them, are escaped. */
export function quoted(text: string): string {
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}
