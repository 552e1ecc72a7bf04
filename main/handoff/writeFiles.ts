import { createHash } from 'node:crypto';
import { dirname, join, sep } from 'node:path';
import { GangwayError } from '../../shared/errors';
import type { HandOffFile } from '../../shared/handoff/files';
import { mkdir, open, rm, type FileHandle } from '../disk/files';

const chunk = 1024 * 1024;

/** The bytes of a file that is open, hashed as they pass. */
async function pass(from: FileHandle, to: FileHandle | null): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(chunk);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await from.read(buffer, 0, chunk, bytes);
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
    const part = buffer.subarray(0, bytesRead);
    hash.update(part);
    if (to !== null) await to.write(part, 0, bytesRead, bytes);
    bytes += bytesRead;
  }
}

async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** What a file of a hand-off is by its content: length and SHA-256. A file of the library says it itself. */
export function proofOf({ content }: Pick<HandOffFile, 'content'>): { bytes: number; sha256: string } {
  if (typeof content === 'object' && 'kind' in content)
    return { bytes: content.bytes, sha256: content.sha256 };
  const data = Buffer.from(content);
  return { bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') };
}

/** Writes one file and reads it back. Throws `package.missing` where the library lost it, `file.unwritable` where it reads differently. */
async function writeOne(
  root: string,
  file: HandOffFile,
  pathOf: (sha256: string) => string | null,
): Promise<void> {
  const { content } = file;
  const path = join(root, file.path.replaceAll('/', sep));
  if (!path.startsWith(root + sep)) throw new GangwayError('file.unwritable', file.path);
  await mkdir(dirname(path), { recursive: true });
  await withFile(path, 'wx', async (to) => {
    if (typeof content === 'object' && 'kind' in content) {
      const from = pathOf(content.sha256);
      if (from === null) throw new GangwayError('package.missing', content.name);
      await withFile(from, 'r', (source) => pass(source, to));
    } else await to.writeFile(Buffer.from(content));
    await to.sync();
  });
  const read = await withFile(path, 'r', (from) => pass(from, null));
  if (read.sha256 !== proofOf(file).sha256) throw new GangwayError('file.unwritable', file.path);
}

/**
 * Writes the files of a hand-off into a new folder, each read back. What was begun is taken away again where one fails. Throws
 * `handOff.folderTaken`, `package.missing`, `file.unwritable`.
 */
export async function writeFiles(
  root: string,
  files: readonly HandOffFile[],
  pathOf: (sha256: string) => string | null,
): Promise<void> {
  try {
    await mkdir(root);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new GangwayError(isTaken ? 'handOff.folderTaken' : 'file.unwritable', root);
  }
  try {
    for (const file of files) await writeOne(root, file, pathOf);
  } catch (error) {
    await rm(root, { recursive: true, force: true });
    if (error instanceof GangwayError) throw error;
    throw new GangwayError('file.unwritable', error instanceof Error ? error.message : root);
  }
}
