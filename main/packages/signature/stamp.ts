import { createHash } from 'node:crypto';
import {
  fileSignatureSchema,
  type FileSignature,
  type ReadSignature,
} from '../../../shared/model/fileSignature';
import { type Der, expectTag, fieldsOf, readDer, tags, timeOf } from '../certificates/der';
import { type DigestName, digestOf, sealHolds } from './seal';
import {
  algorithmOf,
  type Certificate,
  certificateOf,
  readSignedData,
  readSigner,
  type Signer,
} from './signedData';

type Stamp = NonNullable<ReadSignature['stamp']>;

/** Microsoft's number for an answer by RFC 3161 beside a signature, and what it holds. */
const answer = '1.3.6.1.4.1.311.3.3.1';
const stampInfo = '1.2.840.113549.1.9.16.1.4';
const counterSignature = '1.2.840.113549.1.9.6';
const signingTime = '1.2.840.113549.1.9.5';

/**
 * The time stamp of a signature, by RFC 3161 where there is one, else the older counter-signature. One that cannot be read is none: it proves
 * nothing. Windows alone judges whether the one who gave it may do so.
 */
function readStamp(signer: Signer, certificates: readonly Certificate[]): Stamp | null {
  const [token] = signer.unsigned.get(answer) ?? [];
  const [counter] = signer.unsigned.get(counterSignature) ?? [];
  try {
    if (token !== undefined) return byAnswer(token, signer);
    return counter === undefined ? null : byCounterSignature(readSigner(counter), signer, certificates);
  } catch {
    return null;
  }
}

function byAnswer(token: Der, { signature }: Signer): Stamp | null {
  const { contentType, content, certificates, signers } = readSignedData(token.whole);
  const [by] = signers;
  if (contentType !== stampInfo || by === undefined) return null;
  const info = expectTag(content, tags.octetString).content;
  const [, , imprint, , at] = fieldsOf(expectTag(readDer(info), tags.sequence), 10);
  const [algorithm, hash] = fieldsOf(expectTag(imprint, tags.sequence), 2);
  const expected = createHash(digestOf(algorithmOf(algorithm)))
    .update(signature)
    .digest();
  const certificate = certificateOf(by, certificates);
  return {
    kind: 'rfc3161',
    at: timeOf(at),
    by: certificate?.subject ?? null,
    holds:
      expectTag(hash, tags.octetString).content.equals(expected) &&
      certificate !== null &&
      sealHolds(by, certificate, info) !== false,
  };
}

function byCounterSignature(
  counter: Signer,
  { signature }: Signer,
  certificates: readonly Certificate[],
): Stamp {
  const [time] = counter.attributes?.values.get(signingTime) ?? [];
  const certificate = certificateOf(counter, certificates);
  return {
    kind: 'legacy',
    at: timeOf(time),
    by: certificate?.subject ?? null,
    holds: certificate !== null && sealHolds(counter, certificate, signature) !== false,
  };
}

/** What a signature tells of itself once it was found to be one over what it signs. `digest`: by which the content was hashed. */
export const toldBy = (
  signer: Signer,
  certificate: Certificate,
  certificates: readonly Certificate[],
  digest: DigestName,
): FileSignature =>
  fileSignatureSchema.parse({
    state: 'read',
    signer: certificate.subject,
    issuer: certificate.issuer,
    until: certificate.until,
    digest,
    stamp: readStamp(signer, certificates),
  });
