import { z } from 'zod';
import type { Package, RefusalCode, Signature } from '../model/packages';
import type { ScriptDifference } from '../model/scriptDifferences';

/**
 * What Windows says about a file's signature by Get-AuthenticodeSignature: no more is asked, here or on a server. A
 * `Valid` covers that the content is what was signed, that the chain of certificates ends in a root this computer
 * trusts, that the certificate is for code, and that it had not ended when the file was signed. It does not cover
 * whether the certificate was revoked since, nor that the root is Microsoft's own (docs/decisions/packages-and-trust.md).
 */
export const signatureEvidenceSchema = z.strictObject({
  /** `Status` by name. Names of this enumeration are the same in every language. */
  status: z.enum([
    'Valid',
    'UnknownError',
    'NotSigned',
    'HashMismatch',
    'NotTrusted',
    'NotSupportedFileFormat',
    'Incompatible',
  ]),
  /** Subject of the signer's certificate; it is there even where the content was changed. */
  subject: z.string().nullable(),
});
export type SignatureEvidence = z.infer<typeof signatureEvidenceSchema>;

/** The one publisher whose files are taken. */
const publisher = 'Microsoft Corporation';

/** Judges a signature: Windows says `Valid`, and the signer's organisation is exactly Microsoft Corporation. */
export function judgeSignature({ status, subject }: SignatureEvidence): Signature {
  if (status === 'NotSigned') return { state: 'notSigned', signer: null, detail: null };
  if (status !== 'Valid') return { state: 'invalid', signer: subject, detail: details[status] };
  return { state: isPublisher(subject) ? 'valid' : 'wrongPublisher', signer: subject, detail: null };
}

/** The refusal that a signature causes, or null. Where nobody could check it, the file is kept and the page says so. */
export function refusalBySignature(signature: Signature): RefusalCode | null {
  if (signature.state === 'notSigned') return 'notSigned';
  if (signature.state === 'wrongPublisher') return 'wrongPublisher';
  if (signature.state === 'invalid')
    return signature.detail === 'hashMismatch' ? 'altered' : 'signatureUnproved';
  return null;
}

/** The lines of a package that nobody knows; none for a file that is no script of the portal, or one as the portal gives it. */
export const differencesOf = ({ details }: Pick<Package, 'details'>): readonly ScriptDifference[] =>
  'differences' in details ? details.differences : [];

/** Whether a person must confirm the lines of a package before anything runs with it. */
export const isUnconfirmed = (pkg: Pick<Package, 'details' | 'confirmation'>): boolean =>
  differencesOf(pkg).length > 0 && pkg.confirmation === undefined;

const details = {
  HashMismatch: 'hashMismatch',
  // Somebody blocked this signer on this computer. An unknown root comes as UnknownError (PowerShell issue 4255).
  NotTrusted: 'distrusted',
  UnknownError: 'unproved',
  NotSupportedFileFormat: 'unproved',
  Incompatible: 'unproved',
} as const;

/** Whether the organisation of a signer, as Windows prints its name, is exactly Microsoft Corporation. */
export function isPublisher(subject: string | null): boolean {
  const found = organisations(subject ?? '');
  return found.length === 1 && found[0] === publisher;
}

/**
 * Values of `O=` in a distinguished name as Windows prints it. Values that hold a comma are quoted there, so a name
 * such as `CN="Evil, O=Microsoft Corporation", O=Evil` has one organisation, Evil.
 */
function organisations(subject: string): string[] {
  const parts = subject.match(/(?:"[^"]*"|[^",+])+/g) ?? [];
  return parts.flatMap((part) => {
    const at = part.indexOf('=');
    if (at === -1 || part.slice(0, at).trim().toUpperCase() !== 'O') return [];
    const value = part.slice(at + 1).trim();
    return [value.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"')];
  });
}
