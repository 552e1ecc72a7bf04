import { open } from '../disk/files';
import { parseJournal } from './parse';

/** What a first line may take at most; the plan of a run is a few KB. */
const longestBytes = 256 * 1024;
const chunkBytes = 4096;

/**
 * The target of the run whose journal this is, from its first line alone, however long the file is. Null where that line
 * is torn, changed or no entry, `foreign` where the file cannot be a journal. Rejects when it cannot be read.
 */
export async function ownerOf(path: string): Promise<{ readonly targetId: string } | 'foreign' | null> {
  const file = await open(path, 'r');
  try {
    let head = Buffer.alloc(0);
    let ended = false;
    while (!ended && head.indexOf('\n') < 0 && head.length < longestBytes) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, head.length);
      ended = bytesRead === 0;
      head = Buffer.concat([head, buffer.subarray(0, bytesRead)]);
    }
    const line = head.subarray(0, head.indexOf('\n') + 1 || head.length);
    // So many bytes show whether a journal begins here; a damaged first line is not foreign yet.
    if (parseJournal(line.subarray(0, 13)).foreign) return 'foreign';
    const { entries, broken } = parseJournal(line);
    const [first] = entries;
    // What somebody changed tells nothing, not even whose it is.
    return first === undefined || broken !== null ? null : { targetId: first.targetId };
  } finally {
    await file.close();
  }
}
