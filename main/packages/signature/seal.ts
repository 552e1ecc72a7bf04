import { createHash, verify, X509Certificate } from 'node:crypto';
import type { digestNames } from '../../../shared/model/fileSignature';
import { expectTag, tags } from '../certificates/der';
import { Refused } from '../refused';
import type { Certificate, Signer } from './signedData';

/** A hash that signatures are made over. */
export type DigestName = (typeof digestNames)[number];

const digests: Readonly<Record<string, DigestName>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** The name of a hash by its number. @throws {Refused} `unreadable` where it is none of those. */
export function digestOf(oid: string): DigestName {
  const found = digests[oid];
  if (found === undefined) throw new Refused('unreadable', oid);
  return found;
}

const messageDigest = '1.2.840.113549.1.9.4';
/** RSA and ECDSA in their plain forms, alone or together with a hash. Others are not judged. */
const judged = /^1\.2\.840\.113549\.1\.1\.(?:1|4|5|11|12|13)$|^1\.2\.840\.10045\.(?:2\.1|4\.1|4\.3\.[234])$/;

/**
 * Whether a signer signed exactly this content with the key of that certificate: the hash among what was signed is that of the content, and the
 * signature is one of that key. Null where it is made in a way that our reader does not know.
 */
export function sealHolds(signer: Signer, certificate: Certificate, content: Buffer): boolean | null {
  const digest = digestOf(signer.digest);
  const [said] = signer.attributes?.values.get(messageDigest) ?? [];
  if (signer.attributes !== null) {
    const hash = createHash(digest).update(content).digest();
    if (!expectTag(said, tags.octetString).content.equals(hash)) return false;
  }
  if (!judged.test(signer.algorithm)) return null;
  try {
    const { publicKey } = new X509Certificate(certificate.bytes);
    return verify(digest, signer.attributes?.signed ?? content, publicKey, signer.signature);
  } catch {
    // A key or a hash that this build of OpenSSL does not take.
    return null;
  }
}
