import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { type Compound, type Entry, openCompound } from '../msi/compoundFile';
import { Refused } from '../refused';
import type { DigestName } from './seal';
import { longestSignature, type SignedFile } from './signedFile';

const signature = '\u0005DigitalSignature';
const more = '\u0005MsiDigitalSignatureEx';

/**
 * Where the signature of an MSI lies: in a stream of its own. The hash is over the content of all other streams in the order of their names, and
 * over the class of each folder; where a second stream lies beside the signature, the names, sizes and times of all come first. Microsoft has not
 * written the form down; it is as osslsigncode reads and writes it. Null where there is no signature.
 * @throws {Refused} `unreadable` or `truncated`; `altered` where that second stream is not the hash of the names.
 */
export async function signatureOfInstaller(file: FileHandle): Promise<SignedFile | null> {
  const compound = await openCompound(file);
  const [found, extended] = [signature, more].map((name) =>
    compound.inside(compound.root).find((entry) => entry.name === name),
  );
  if (found === undefined) return null;
  if (found.size > longestSignature) throw new Refused('unreadable');
  return {
    signature: await compound.read(found),
    async hash(digest) {
      const hash = createHash(digest);
      if (extended !== undefined) {
        const names = namesHash(compound, digest);
        if (!names.equals(await compound.read(extended))) throw new Refused('altered', more.slice(1));
        hash.update(names);
      }
      await feed(compound, compound.root, hash);
      return hash.digest();
    },
  };
}

/** What lies in a folder, but for the signature itself, in the order of their names as bytes. */
const signedParts = (compound: Compound, folder: Entry): Entry[] =>
  compound
    .inside(folder)
    .filter(({ name }) => folder !== compound.root || (name !== signature && name !== more))
    .sort((a, b) => Buffer.compare(a.nameBytes, b.nameBytes));

async function feed(compound: Compound, folder: Entry, hash: Hash): Promise<void> {
  for (const entry of signedParts(compound, folder))
    if (entry.isFolder) await feed(compound, entry, hash);
    else for await (const piece of compound.pieces(entry)) hash.update(piece);
  hash.update(folder.classId);
}

function namesHash(compound: Compound, digest: DigestName): Buffer {
  const hash = createHash(digest);
  const tell = (entry: Entry): void => {
    const isRoot = entry === compound.root;
    if (!isRoot) hash.update(entry.nameBytes);
    hash.update(entry.isFolder ? entry.classId : entry.sizeBytes);
    hash.update(entry.state);
    if (!isRoot) hash.update(entry.times);
    if (entry.isFolder) for (const inner of signedParts(compound, entry)) tell(inner);
  };
  tell(compound.root);
  return hash.digest();
}
