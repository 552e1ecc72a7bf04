import { join } from 'node:path';
import { Readable } from 'node:stream';
import { lstat, open, readdir } from '../disk/files';
import type { KitSource, LyingFile } from './kitSource';
import { hashOf, partsOf } from './pump';
import { partEnding } from './writeFolder';

/** What systems and their shells leave on a stick; it belongs to nobody's kit and is no news. */
const ofTheSystem =
  /^(?:System Volume Information|\$RECYCLE\.BIN|\.Trash-.*|\.Trashes|\.fseventsd|\.Spotlight-V100|lost\+found|desktop\.ini|Thumbs\.db|\.DS_Store)$/i;

/** So deep, and so many names, a folder is looked through. A kit needs three levels and four hundred. */
const deepest = 5;
const mostNames = 5000;

/** A kit that lies in a folder. Links are not followed: what they lead to is no part of it. */
export function folderKit(place: string): KitSource {
  const at = (path: string): string => join(place, ...path.split('/'));
  return {
    form: 'folder',
    place,
    async list() {
      const found: LyingFile[] = [];
      const look = async (below: string, depth: number): Promise<void> => {
        const entries = await readdir(below === '' ? place : at(below), { withFileTypes: true });
        for (const entry of entries) {
          if (ofTheSystem.test(entry.name) || entry.name.endsWith(partEnding)) continue;
          const path = below === '' ? entry.name : `${below}/${entry.name}`;
          if (entry.isDirectory() && depth < deepest) await look(path, depth + 1);
          else if (entry.isFile()) found.push({ path, bytes: (await lstat(at(path))).size });
          else found.push({ path, bytes: 0 });
          if (found.length > mostNames) return;
        }
      };
      await look('', 0);
      return found;
    },
    async head(path, atMost) {
      if (!(await isPlain(at(path)))) return null;
      const file = await open(at(path), 'r');
      try {
        const buffer = Buffer.alloc(atMost);
        let length = 0;
        for (;;) {
          const { bytesRead } = await file.read(buffer, length, atMost - length, null);
          length += bytesRead;
          if (bytesRead === 0 || length === atMost) return buffer.subarray(0, length);
        }
      } finally {
        await file.close();
      }
    },
    hash: (path, watching) => hashOf(at(path), watching),
    async read(path) {
      const file = await open(at(path), 'r');
      return Readable.from(
        (async function* () {
          try {
            // A stream keeps parts for a while, and the buffers are used again.
            for await (const part of partsOf(file, {})) yield Buffer.from(part);
          } finally {
            await file.close();
          }
        })(),
        { objectMode: false },
      );
    },
    close: () => Promise.resolve(),
  };
}

/** Whether a path is a file itself, and no link to one. */
async function isPlain(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isFile() ?? false;
}
