/** An onboarding blob of the real structure with an invented content; `secrets` must appear in nothing that is kept. */
const secret = (seed: string) => Buffer.from(`${seed} CANARY `.repeat(40)).toString('base64');
export const sig = secret('sig-Qz8');
export const sha256sig = secret('sha-Wk3');
export const cert = secret('cert-Lm5');
export const body = JSON.stringify({
  previousOrgIds: [],
  orgId: '7a1f0d52-63b0-4b1e-9d55-0a4f7c1bc3e9',
  geoLocationUrl: 'https://edr-neu.eu.endpoint.security.microsoft.com/edr/',
  datacenter: 'NorthEurope',
  version: '1.69',
});
export const blob = JSON.stringify({ body, sig, sha256sig, cert, chain: [cert, secret('chain-Pp1')] });
export const secrets = [sig, sha256sig, cert, secret('chain-Pp1')];

/** The first of the secrets of which 48 characters in a row appear in the text; null when none does. */
export function leaked(text: string): string | null {
  const flat = text
    .replaceAll(/\\+\//g, '/')
    .replaceAll('&quot;', '"')
    .replaceAll(/[\r\n]/g, '');
  for (const value of secrets)
    for (let at = 0; at + 48 <= value.length; at += 16)
      if (flat.includes(value.slice(at, at + 48))) return value.slice(at, at + 48);
  return null;
}
