import { open } from './files';

/** A new file's name survives a power loss only when its folder is flushed; Windows does that with the file itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
