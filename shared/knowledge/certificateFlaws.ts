import { certificateFlawSchema, type Certificate, type CertificateFlaw } from '../model/connection';

/** Names of X509ChainStatusFlags (.NET) by the flaw they stand for; any other is none that a person could mend. */
const byStatus: Readonly<Record<string, CertificateFlaw>> = {
  NotTimeValid: 'expired',
  NotTimeNested: 'expired',
  Revoked: 'revoked',
  NotValidForUsage: 'use',
  InvalidExtension: 'use',
  UntrustedRoot: 'authority',
  PartialChain: 'authority',
  ExplicitDistrust: 'authority',
  NotSignatureValid: 'authority',
  RevocationStatusUnknown: 'revocation',
  OfflineRevocation: 'revocation',
};

/** The common name of a subject; the older place of a name, which counts only where the certificate lists none. */
const commonName = (subject: string): string[] => {
  const found = /(?:^|, )CN=([^,]+)/i.exec(subject)?.[1]?.trim();
  return found === undefined ? [] : [found];
};

/** Whether a name of a certificate fits a host: the same, or with one label in the place of a leading star (RFC 6125). */
function fits(name: string, host: string): boolean {
  const [wanted, given] = [host.toLowerCase(), name.toLowerCase()];
  if (!given.startsWith('*.')) return wanted === given;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot) === given.slice(1);
}

/**
 * What is wrong with the certificate that a server showed, in the order to tell it. Windows has one code for every flaw
 * (12175), so the certificate itself is asked: its names, its dates at `now` (epoch ms), and `statuses`, what this computer's
 * own chain says (names of X509ChainStatusFlags); null where that could not be asked. Answers null where nothing was found
 * and not everything could be looked at; none at all means that the certificate is in order, and TLS is not.
 */
export function certificateFlaws(
  certificate: Certificate | null,
  host: string,
  now: number,
  statuses: readonly string[] | null,
): CertificateFlaw[] | null {
  if (certificate === null) return ['unread'];
  const { names, subject, notBefore, notAfter } = certificate;
  const found = new Set<CertificateFlaw>((statuses ?? []).flatMap((status) => byStatus[status] ?? []));
  if (!(names.length > 0 ? names : commonName(subject)).some((name) => fits(name, host))) found.add('name');
  if ((notAfter !== null && notAfter < now) || (notBefore !== null && notBefore > now)) found.add('expired');
  if (found.size === 0 && statuses === null) return null;
  return certificateFlawSchema.options.filter((flaw) => found.has(flaw));
}
