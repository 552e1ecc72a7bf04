import { z } from 'zod';
import type { RefusalCode, Signature } from './packages';

/**
 * What Windows says about a file's signature: Get-AuthenticodeSignature, and what can be read of the certificate.
 * Null means "was not determined": then the word of Windows stands, but no time stamp is assumed.
 */
export const signatureEvidenceSchema = z.strictObject({
  /** `Status` of Get-AuthenticodeSignature by name. Names of this enumeration are the same in every language. */
  status: z.enum([
    'Valid',
    'UnknownError',
    'NotSigned',
    'HashMismatch',
    'NotTrusted',
    'NotSupportedFileFormat',
    'Incompatible',
  ]),
  subject: z.string().nullable(),
  /** Subject of the topmost certificate of the chain. */
  rootSubject: z.string().nullable(),
  /** Whether the certificate is meant for code signing. */
  codeSigning: z.boolean().nullable(),
  /** End of the signer's certificate, and the moment of the check: milliseconds since 1970. */
  notAfter: z.int().nullable(),
  checkedAt: z.int(),
  /** Whether a time stamp proves that the file was signed while the certificate was good. */
  timeStamped: z.boolean().nullable(),
  revocation: z.enum(['good', 'revoked', 'offline', 'unknown']),
});
export type SignatureEvidence = z.infer<typeof signatureEvidenceSchema>;

/** The one publisher whose files are taken. */
const publisher = 'Microsoft Corporation';

/**
 * Judges a signature. Valid needs all of: Windows says Valid, the signer's organisation is exactly Microsoft
 * Corporation, the chain ends at Microsoft, the certificate is for code, nobody revoked it, and it had not ended when
 * the file was signed (a time stamp proves that; Microsoft's Install.ps1 lives on its stamp since 2024). An
 * unreachable revocation server leaves it valid with the detail `offline`: many servers have no way out.
 */
export function judgeSignature(evidence: SignatureEvidence): Signature {
  const { status, subject } = evidence;
  if (status === 'NotSigned') return { state: 'notSigned', signer: null, detail: null };
  if (status !== 'Valid') return { state: 'invalid', signer: subject, detail: details[status] };
  if (!isPublisher(subject)) return { state: 'wrongPublisher', signer: subject, detail: null };
  const flaw = flawOf(evidence);
  if (flaw !== null) return { state: 'invalid', signer: subject, detail: flaw };
  return { state: 'valid', signer: subject, detail: evidence.revocation === 'offline' ? 'offline' : null };
}

/** The refusal that a signature causes, or null. Where nobody could check it, the file is kept and the page says so. */
export function refusalBySignature(signature: Signature): RefusalCode | null {
  if (signature.state === 'notSigned') return 'notSigned';
  if (signature.state === 'wrongPublisher') return 'wrongPublisher';
  if (signature.state === 'invalid')
    return signature.detail === 'hashMismatch' ? 'altered' : 'signatureUnproved';
  return null;
}

const details = {
  HashMismatch: 'hashMismatch',
  NotTrusted: 'untrustedRoot',
  UnknownError: 'unknown',
  NotSupportedFileFormat: 'unknown',
  Incompatible: 'unknown',
} as const;

function flawOf(evidence: SignatureEvidence): Signature['detail'] {
  const { rootSubject, codeSigning, notAfter, checkedAt, timeStamped, revocation } = evidence;
  if (revocation === 'revoked') return 'revoked';
  if (codeSigning === false) return 'notForCode';
  if (rootSubject !== null && !isPublisher(rootSubject)) return 'untrustedRoot';
  if (notAfter !== null && notAfter < checkedAt && timeStamped !== true) return 'expired';
  return null;
}

function isPublisher(subject: string | null): boolean {
  const found = organisations(subject ?? '');
  return found.length === 1 && found[0] === publisher;
}

/**
 * Values of `O=` in a distinguished name as Windows prints it. Values that hold a comma are quoted there, so a name
 * such as `CN="Evil, O=Microsoft Corporation", O=Evil` has one organisation, Evil.
 */
function organisations(subject: string): string[] {
  const parts = subject.match(/(?:"(?:[^"]|"")*"|[^",+])+/g) ?? [];
  return parts.flatMap((part) => {
    const value = /^\s*O\s*=\s*(.*?)\s*$/is.exec(part)?.[1];
    return value === undefined ? [] : [value.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"')];
  });
}
