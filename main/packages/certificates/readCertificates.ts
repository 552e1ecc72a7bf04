import { X509Certificate } from 'node:crypto';
import { type FileHandle } from 'node:fs/promises';
import type { PackageDetails } from '../../../shared/model/packages';
import { readStored } from '../archive/cabinet';
import { practiceMarker } from '../practiceMarker';
import { readAt } from '../readAt';
import { Refused } from '../refused';
import { expectTag, fieldsOf, part, readDer, tags, timeOf } from './der';
import { nameOf } from './names';
import { readRevocationList } from './revocationList';
import { countCertificates } from './storedCertificates';
import { readTrustList } from './trustList';

type Details = Extract<PackageDetails, { kind: 'certificateList' }>;
type Found = { details: Details; practice: boolean };

/** Microsoft's lists have some hundred kilobytes; the largest revocation lists of the world have tens of megabytes. */
const mostBytes = 64 * 1024 ** 2;
/** Certificates of an authority have one or two kilobytes. */
const mostOfRoot = 64 * 1024;
/** Unpacked, and read out of a cabinet. */
const mostOfList = 16 * 1024 ** 2;

/**
 * Microsoft's list of trusted roots or of what is forbidden, in the cabinet in which Windows fetches it. A practice file names itself by
 * another file in the cabinet.
 * @throws {Refused} what the readers throw; `notAPackage` where the cabinet holds no such list.
 */
export async function readListCabinet(file: FileHandle): Promise<Found> {
  const { names, read } = await readStored(file, mostOfList);
  const lists = names.filter((name) => /\.stl$/i.test(name));
  const [name] = lists;
  if (name === undefined || lists.length > 1) throw new Refused('notAPackage', names[0] ?? null);
  return {
    details: { kind: 'certificateList', name: null, ...readTrustList(read(name)) },
    practice: names.some((one) => one.startsWith(practiceMarker)),
  };
}

/** A store of forbidden certificates. @throws {Refused} what its reader throws. */
export async function readStore(file: FileHandle, size: number): Promise<Found> {
  const entries = countCertificates(await all(file, size, mostBytes));
  return found({ list: 'disallowedCertificates', name: null, issuedAt: null, until: null, entries });
}

/** What an authority took back. @throws {Refused} what its reader throws. */
export async function readRevocations(file: FileHandle, size: number): Promise<Found> {
  const list = readRevocationList(fromText(await all(file, size, mostBytes), 'X509 CRL'));
  return found({ list: 'revocationList', ...list });
}

/**
 * A root: a certificate that an authority gave itself. Another one proves nothing without those above it, and is not taken.
 * @throws {Refused} `unreadable`, or `notAPackage` with the name of a certificate that is no root.
 */
export async function readRoot(file: FileHandle, size: number): Promise<Found> {
  const bytes = fromText(await all(file, size, mostOfRoot), 'CERTIFICATE');
  const outer = expectTag(readDer(bytes), tags.sequence);
  if (outer.whole.length !== bytes.length) throw new Refused('twoFormats');
  const fields = fieldsOf(expectTag(fieldsOf(outer, 3)[0], tags.sequence), 10);
  // Roots of the nineties have no version, and no extension that calls them an authority.
  const old = fields[0]?.tag !== part(0);
  const [, , issuer, validity, subject] = old ? fields : fields.slice(1);
  const name = nameOf(subject);
  if (nameOf(issuer) !== name || !signsItself(bytes, old)) throw new Refused('notAPackage', name);
  const [from, until] = fieldsOf(expectTag(validity, tags.sequence), 2);
  return found({ list: 'root', name, issuedAt: timeOf(from), until: timeOf(until), entries: 1 });
}

function signsItself(bytes: Buffer, old: boolean): boolean {
  try {
    const certificate = new X509Certificate(bytes);
    return (old || certificate.ca) && certificate.verify(certificate.publicKey);
  } catch {
    return false;
  }
}

/** Practice is said by the name of who gave it, which is all that such a file says. */
const found = (details: Omit<Details, 'kind'>): Found => ({
  details: { kind: 'certificateList', ...details },
  practice: details.name?.includes(practiceMarker) ?? false,
});

async function all(file: FileHandle, size: number, most: number): Promise<Buffer> {
  if (size > most) throw new Refused('tooLarge');
  return readAt(file, 0, size);
}

/** The bytes themselves, or what stands between the lines of a PEM file. */
function fromText(bytes: Buffer, label: string): Buffer {
  if (bytes.toString('latin1', 0, 11) !== '-----BEGIN ') return bytes;
  const text = bytes.toString('latin1').trim();
  const [first, last] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];
  const body = text.slice(first.length, -last.length);
  if (!text.startsWith(first) || !text.endsWith(last) || /[^A-Za-z0-9+/=\s]/.test(body))
    throw new Refused('unreadable');
  return Buffer.from(body, 'base64');
}
