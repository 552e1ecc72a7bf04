import type { DigestName } from './seal';

/** Where the signature of a file lies, and the hash over all of the file that it covers, which is computed when it is asked for. */
export interface SignedFile {
  readonly signature: Buffer;
  hash(digest: DigestName): Promise<Buffer>;
}

/** Bytes. A signature with its chain and its stamps has some tens of kilobytes, and some hundred with the hashes of pages. */
export const longestSignature = 4 * 1024 ** 2;
