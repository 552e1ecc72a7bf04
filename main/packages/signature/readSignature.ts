import { open, type FileHandle } from 'node:fs/promises';
import type { FileSignature } from '../../../shared/model/fileSignature';
import { type Der, expectTag, fieldsOf, tags } from '../certificates/der';
import { Refused, toRefused } from '../refused';
import { signatureOfCabinet } from './ofCabinet';
import { signatureOfInstaller } from './ofInstaller';
import { signatureOfProgram } from './ofProgram';
import { digestOf, sealHolds } from './seal';
import { algorithmOf, certificateOf, readSignedData } from './signedData';
import type { SignedFile } from './signedFile';
import { toldBy } from './stamp';

const forms: Readonly<Record<string, (file: FileHandle) => Promise<SignedFile | null>>> = {
  '.exe': signatureOfProgram,
  '.msi': signatureOfInstaller,
  '.msu': signatureOfCabinet,
  '.cab': signatureOfCabinet,
};

/** SPC_INDIRECT_DATA: what Authenticode signs, the hash of a file. */
const fileHash = '1.3.6.1.4.1.311.2.1.4';

/**
 * What a file says of its own signature, or null for a form that carries none or another one (a script). Nothing here says that it is valid: the
 * chain, what was taken back, and the publisher are for Windows to judge.
 * @param ending of the file's name, in small letters: it chooses the reader
 * @throws {Refused} `altered` where the hash in the signature is not that of the file, or the signature is not one of the certificate it names;
 * `truncated` where it leads out of the file; errors of the file system as they come.
 */
export async function readSignature(path: string, ending: string): Promise<FileSignature | null> {
  const form = forms[ending];
  if (form === undefined) return null;
  const file = await open(path, 'r');
  try {
    return await judged(form, file);
  } catch (error) {
    const refused = toRefused(error);
    // What our reader does not understand is no reason to refuse a file: Windows may.
    if (refused.code === 'unreadable') return { state: 'unread' };
    throw refused;
  } finally {
    await file.close();
  }
}

async function judged(
  form: (file: FileHandle) => Promise<SignedFile | null>,
  file: FileHandle,
): Promise<FileSignature> {
  const signed = await form(file);
  if (signed === null) return { state: 'none' };
  const { contentType, content, certificates, signers } = understood(() => readSignedData(signed.signature));
  const [signer] = signers;
  const certificate = signer === undefined ? null : certificateOf(signer, certificates);
  if (contentType !== fileHash || signer === undefined || certificate === null) return { state: 'unread' };
  const { digest, hash } = understood(() => hashIn(content));
  if (!(await signed.hash(digest)).equals(hash)) throw new Refused('altered', digest);
  // The hash of a file is signed without its own head, in the older form of signed data.
  if (understood(() => sealHolds(signer, certificate, content.content)) === false)
    throw new Refused('altered', certificate.subject);
  return toldBy(signer, certificate, certificates, digest);
}

function hashIn(content: Der): { digest: ReturnType<typeof digestOf>; hash: Buffer } {
  const [, info] = fieldsOf(expectTag(content, tags.sequence), 2);
  const [algorithm, hash] = fieldsOf(expectTag(info, tags.sequence), 2);
  return { digest: digestOf(algorithmOf(algorithm)), hash: expectTag(hash, tags.octetString).content };
}

/** Damage inside of a signature is one that is not understood, and not a file that was cut off. */
function understood<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new Refused('unreadable');
  }
}
