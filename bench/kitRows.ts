import { execFile } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hashOf } from '../main/site/pump';
import { textFile, writeFolder, type FolderFile } from '../main/site/writeFolder';
import type { Measured } from './goals';
import { inTurns, timed } from './rounds';

const run = promisify(execFile);
const megabyte = 1024 ** 2;
/** Files of the size of those that a kit has. */
const fileMegabytes = 64;

/**
 * Measures writing a kit into a folder: each file written, flushed, read back and hashed, then the list; against `cp` and `sha256sum` on the same
 * files. It lies in memory where the system has a folder there, because how fast a disk flushes is no matter of ours.
 */
export async function kitRows({
  megabytes,
  pairs,
}: Readonly<Record<'megabytes' | 'pairs', number>>): Promise<Measured> {
  const memory = '/dev/shm';
  const folder = await mkdtemp(join(existsSync(memory) ? memory : tmpdir(), 'gangway-kit-'));
  try {
    const from = join(folder, 'from');
    await mkdir(from);
    const files: FolderFile[] = [];
    for (let at = 0; at < megabytes; at += fileMegabytes) {
      const path = `${at}.bin`;
      await writeRandom(join(from, path), Math.min(fileMegabytes, megabytes - at));
      files.push({ path, ...(await hashOf(join(from, path))), from: { file: join(from, path) } });
    }
    const to = join(folder, 'to');
    const list = textFile('gangway-kit.json', '{}\n');
    const ours = () => timed(() => writeFolder(to, files, list));
    const rival = () =>
      timed(async () => {
        await run('cp', ['-r', '--reflink=never', from, to]);
        await run(
          'sha256sum',
          (await readdir(to)).map((name) => join(to, name)),
        );
      });
    const fresh = (work: () => Promise<number>) => async () => {
      await rm(to, { recursive: true, force: true });
      return work();
    };
    return { kitWrite: await inTurns(pairs, fresh(ours), fresh(rival)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeRandom(path: string, size: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    const part = Buffer.alloc(megabyte);
    for (let n = 0; n < size; n += 1) await file.write(randomFillSync(part));
  } finally {
    await file.close();
  }
}
