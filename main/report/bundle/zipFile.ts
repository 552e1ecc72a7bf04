import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A zip of texts in the order in which they are given: the same texts give the same bytes, whenever and wherever it is made. */
export async function zipOf(
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<Buffer> {
  const zip = new ZipFile();
  // Zip dates by a clock without a zone. Its calendar begins a day before, and what is earlier is moved by the library.
  const mtime = new Date(1980, 0, 2);
  for (const { name, text } of files)
    zip.addBuffer(Buffer.from(text, 'utf8'), name, {
      mtime,
      forceDosTimestamp: true,
      mode: 0o100_644,
      compressionLevel: 9,
    });
  zip.end();
  return buffer(zip.outputStream);
}
