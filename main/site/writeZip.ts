import { ZipFile } from 'yazl';
import { Readable } from 'node:stream';
import { GangwayError } from '../../shared/errors';
import { open, rename, rm, type FileHandle } from '../disk/files';
import { dirname } from 'node:path';
import { flushFolder } from '../disk/flushFolder';
import { retryBusy, systemCode } from '../disk/retryBusy';
import { kitFailure } from './kitFailure';
import { expectGoingOn, partsOf, writeAll, type Watching } from './pump';
import { bytesOf, partEnding, whoIsWrong, type FolderFile } from './writeFolder';
import { zipKit } from './zipKit';

/** What an entry costs beside its content (bytes): two headers, two names, the sums behind the content. */
const entryBytes = 400;

/** About so large a zip of these files becomes: they are packed already, so they are only put together. */
export const zipBytes = (files: readonly Pick<FolderFile, 'bytes'>[]): number =>
  files.reduce((all, { bytes }) => all + bytes + entryBytes, 0);

/**
 * Writes files into one zip, the list last, reads all of it back and only then gives it its name. What was there under that name stays until
 * then. `onBytes` counts as in `writeFolder`, whose errors it throws.
 */
export async function writeZip(
  path: string,
  files: readonly FolderFile[],
  list: FolderFile,
  watching: Watching = {},
): Promise<void> {
  const part = `${path}${partEnding}`;
  const all = [...files, list];
  try {
    const target = await retryBusy(() => open(part, 'w', 0o600));
    try {
      await fill(target, all, watching);
      await target.sync();
    } finally {
      await target.close();
    }
    await readBack(part, all, watching);
    await retryBusy(() => rename(part, path));
    await flushFolder(dirname(path));
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw kitFailure(error, path);
  }
}

async function fill(target: FileHandle, files: readonly FolderFile[], watching: Watching): Promise<void> {
  const zip = new ZipFile();
  // Zip dates by a clock without a zone; what counts stands in the list.
  const mtime = new Date(1980, 0, 2);
  const failed: unknown[] = [];
  zip.on('error', (error) => {
    failed.push(error);
    if (zip.outputStream instanceof Readable) zip.outputStream.destroy();
  });
  for (const { path, bytes, from } of files)
    zip.addReadStreamLazy(
      path,
      { mtime, forceDosTimestamp: true, mode: 0o100_644, compress: false, size: bytes },
      (give) => {
        contentOf(from, watching).then(
          (stream) => give(null, stream),
          (error: unknown) => give(error, new Readable()),
        );
      },
    );
  zip.end();
  try {
    for await (const part of zip.outputStream) if (Buffer.isBuffer(part)) await writeAll(target, part);
  } catch (error) {
    failed.push(error);
  }
  if (failed.length > 0) throw await cause(failed[0], files);
}

/** An error of the writer of zips itself has no code: a source had another length than the library noted. */
async function cause(error: unknown, files: readonly FolderFile[]): Promise<unknown> {
  if (error instanceof GangwayError || systemCode(error) !== '') return error;
  for (const file of files) {
    const wrong = await whoIsWrong(file.path, file);
    if (wrong.code === 'kit.sourceChanged') return wrong;
  }
  return error;
}

/** A file of the library or a text as a stream. A library that lost a file is no fault of the place. */
async function contentOf(from: FolderFile['from'], watching: Watching): Promise<Readable> {
  if (!('file' in from)) return Readable.from([bytesOf(from)], { objectMode: false });
  const file = await open(from.file, 'r').catch((error: unknown) => {
    throw new GangwayError('file.missing', `${from.file}: ${systemCode(error)}`);
  });
  return Readable.from(
    (async function* () {
      try {
        for await (const part of partsOf(file, watching)) yield Buffer.from(part);
      } finally {
        await file.close();
      }
    })(),
    { objectMode: false },
  );
}

async function readBack(part: string, files: readonly FolderFile[], watching: Watching): Promise<void> {
  const kit = await zipKit(part);
  try {
    for (const file of files) {
      const { path, bytes, sha256 } = file;
      expectGoingOn(watching);
      const found = await kit.hash(path, watching);
      if (found.sha256 !== sha256 || found.bytes !== bytes) throw await whoIsWrong(part, file);
    }
  } finally {
    await kit.close();
  }
}
