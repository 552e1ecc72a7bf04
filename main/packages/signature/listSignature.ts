import { open, type FileHandle } from 'node:fs/promises';
import type { FileSignature } from '../../../shared/model/fileSignature';
import { readStored } from '../archive/cabinet';
import { Refused, toRefused } from '../refused';
import { digestOf, sealHolds } from './seal';
import { certificateOf, readSignedData } from './signedData';
import { toldBy } from './stamp';

/** szOID_CTL: what is signed is the list itself. */
const trustList = '1.3.6.1.4.1.311.10.1';
/** Unpacked, and read out of a cabinet (bytes). */
const mostOfList = 16 * 1024 ** 2;

/**
 * Who signed the list of certificates in a cabinet, by the list itself: the cabinet around it has no signature. Nothing here says that it is valid:
 * Windows judges it when it takes the list.
 * @throws {Refused} `altered` where the signature is not one over this list; errors of the file system as they come.
 */
export async function readListSignature(path: string): Promise<FileSignature> {
  const file = await open(path, 'r');
  try {
    return await judged(file);
  } catch (error) {
    const refused = toRefused(error);
    // Its content was read before. What our reader does not understand of the signature, Windows may.
    if (refused.code === 'unreadable' || refused.code === 'truncated') return { state: 'unread' };
    throw refused;
  } finally {
    await file.close();
  }
}

async function judged(file: FileHandle): Promise<FileSignature> {
  const { names, read } = await readStored(file, mostOfList);
  const name = names.find((one) => /\.stl$/i.test(one));
  if (name === undefined) return { state: 'none' };
  const { contentType, content, certificates, signers } = readSignedData(read(name));
  const [signer] = signers;
  if (signer === undefined) return { state: 'none' };
  const certificate = certificateOf(signer, certificates);
  if (contentType !== trustList || certificate === null) return { state: 'unread' };
  if (sealHolds(signer, certificate, content.content) === false)
    throw new Refused('altered', certificate.subject);
  return toldBy(signer, certificate, certificates, digestOf(signer.digest));
}
