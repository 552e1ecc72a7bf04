import { nameOf } from '../certificates/names';
import { type Der, expectTag, fieldsOf, oidOf, part, readDer, tags, timeOf } from '../certificates/der';
import { Refused } from '../refused';

/** A certificate out of a signature: enough to find it, name it and take its key. */
export interface Certificate {
  /** Who gave it, as bytes to compare, and its number there. */
  readonly issuerBytes: Buffer;
  readonly serial: Buffer;
  readonly issuer: string;
  readonly subject: string;
  readonly until: number;
  readonly bytes: Buffer;
}

/** What one signer says (RFC 5652 5.3). */
export interface Signer {
  /** The certificate is named by who gave it and its number; null where it is named otherwise. */
  readonly id: { readonly issuerBytes: Buffer; readonly serial: Buffer } | null;
  readonly digest: string;
  readonly algorithm: string;
  /** What was signed beside the content: its bytes as they were signed, and its parts by their numbers. Null where there is nothing. */
  readonly attributes: { readonly signed: Buffer; readonly values: Attributes } | null;
  readonly signature: Buffer;
  readonly unsigned: Attributes;
}

type Attributes = ReadonlyMap<string, readonly Der[]>;

/** Signed data: what was signed, by whom, and the certificates that came with it. */
export interface SignedData {
  readonly contentType: string;
  readonly content: Der;
  readonly certificates: readonly Certificate[];
  readonly signers: readonly Signer[];
}

const signedData = '1.2.840.113549.1.7.2';
/** Certificates of a chain are a handful. */
const mostCertificates = 40;
const version = tags.integer;

/**
 * Reads signed data (RFC 5652; Authenticode uses its older form, PKCS #7). What stands behind it, such as padding, is left alone.
 * @throws {Refused} `unreadable` or `truncated`.
 */
export function readSignedData(bytes: Buffer): SignedData {
  const [type, holder] = fieldsOf(expectTag(readDer(bytes), tags.sequence), 2);
  if (oidOf(type) !== signedData) throw new Refused('unreadable', 'PKCS #7');
  const [data] = fieldsOf(expectTag(holder, part(0)), 1);
  const [first, algorithms, inner, ...rest] = fieldsOf(expectTag(data, tags.sequence), 6);
  expectTag(first, version);
  expectTag(algorithms, tags.set);
  const [contentType, content] = fieldsOf(expectTag(inner, tags.sequence), 2);
  const certificates = rest.find(({ tag }) => tag === part(0));
  const signers = expectTag(rest.at(-1), tags.set);
  return {
    contentType: oidOf(contentType),
    content: fieldsOf(expectTag(content, part(0)), 1)[0] ?? expectTag(undefined, tags.sequence),
    // Other kinds of certificates may stand among them; none of them signs a file.
    certificates:
      certificates === undefined
        ? []
        : fieldsOf(certificates, mostCertificates)
            .filter(({ tag }) => tag === tags.sequence)
            .map(readCertificate),
    signers: fieldsOf(signers, 8).map(readSigner),
  };
}

/** What one signer says. It is a counter-signature, too. @throws {Refused} `unreadable`. */
export function readSigner(value: Der): Signer {
  const [first, id, digest, ...rest] = fieldsOf(expectTag(value, tags.sequence), 7);
  expectTag(first, version);
  const attributes = rest.find(({ tag }) => tag === part(0));
  const [algorithm, signature, unsigned] = attributes === undefined ? rest : rest.slice(1);
  return {
    id: id?.tag === tags.sequence ? idOf(id) : null,
    digest: algorithmOf(digest),
    algorithm: algorithmOf(algorithm),
    attributes:
      attributes === undefined ? null : { signed: asSet(attributes.whole), values: attributesOf(attributes) },
    signature: expectTag(signature, tags.octetString).content,
    unsigned: unsigned === undefined ? new Map() : attributesOf(expectTag(unsigned, part(1))),
  };
}

/** They are signed under the tag of a set, and stand in the file under another. */
function asSet(whole: Buffer): Buffer {
  const bytes = Buffer.from(whole);
  bytes[0] = tags.set;
  return bytes;
}

function idOf(id: Der): Signer['id'] {
  const [issuer, serial] = fieldsOf(id, 2);
  return {
    issuerBytes: expectTag(issuer, tags.sequence).whole,
    serial: expectTag(serial, tags.integer).content,
  };
}

/** The number of an algorithm; what it is given beside that is left alone. */
export const algorithmOf = (value: Der | undefined): string =>
  oidOf(fieldsOf(expectTag(value, tags.sequence), 2)[0]);

function attributesOf(value: Der): Attributes {
  return new Map(
    fieldsOf(value).map((attribute) => {
      const [type, values] = fieldsOf(expectTag(attribute, tags.sequence), 2);
      return [oidOf(type), fieldsOf(expectTag(values, tags.set))] as const;
    }),
  );
}

function readCertificate(whole: Der): Certificate {
  const fields = fieldsOf(expectTag(fieldsOf(whole, 3)[0], tags.sequence), 10);
  // The version is left out where it is the first.
  const [serial, , issuer, validity, subject] = fields[0]?.tag === part(0) ? fields.slice(1) : fields;
  return {
    issuerBytes: expectTag(issuer, tags.sequence).whole,
    serial: expectTag(serial, tags.integer).content,
    issuer: nameOf(issuer),
    subject: nameOf(subject),
    until: timeOf(fieldsOf(expectTag(validity, tags.sequence), 2)[1]),
    bytes: whole.whole,
  };
}

/** The certificate that a signer names, or null. */
export function certificateOf({ id }: Signer, certificates: readonly Certificate[]): Certificate | null {
  if (id === null) return null;
  const named = ({ issuerBytes, serial }: Certificate): boolean =>
    issuerBytes.equals(id.issuerBytes) && serial.equals(id.serial);
  return certificates.find(named) ?? null;
}
