import { type FileHandle, open, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { PackageDetails } from '../../shared/packages';
import { limits } from './limits';
import { readInstaller } from './msi/readInstaller';
import { readCabinet } from './readCabinet';
import { readProgram } from './readProgram';
import { Refused } from './refused';
import { decodeText } from './script/decodeText';
import { readInstallScript } from './script/readInstallScript';
import { readScript } from './script/readScript';

/** What a single file is. */
export interface Recognition {
  details: PackageDetails;
  practice: boolean;
  /** The line of a script that waits for a person, or null. */
  waitsAt: string | null;
}

/**
 * Says what a file is. The ending of its name only chooses the reader; the content decides.
 * @throws {Refused} `emptyFile`, `tooLarge`, or what the reader for that kind throws.
 */
export async function recognise(path: string, name: string): Promise<Recognition> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw new Refused('emptyFile');
    if (size > limits.bytes) throw new Refused('tooLarge');
    const read = readers[extname(name).toLowerCase()];
    if (read === undefined) throw new Refused('notAPackage');
    return { waitsAt: null, ...(await read(file, path, name, size)) };
  } finally {
    await file.close();
  }
}

type Reader = (
  file: FileHandle,
  path: string,
  name: string,
  size: number,
) => Promise<Omit<Recognition, 'waitsAt'> & Partial<Recognition>>;

const readers: Readonly<Record<string, Reader>> = {
  '.msi': async (file, _path, name) => {
    // Microsoft's internal build; its installer script would pick it up when the real one is missing.
    if (/devmode/i.test(name)) throw new Refused('devModeMsi');
    return readInstaller(file);
  },
  '.cmd': async (_file, path, name, size) => readScript(await scriptText(path, size), name),
  '.ps1': async (_file, path, _name, size) => readInstallScript(await scriptText(path, size)),
  '.exe': (file) => readProgram(file),
  '.msu': (file, _path, name) => readCabinet(file, name),
};

async function scriptText(path: string, size: number): Promise<string> {
  if (size > limits.scriptBytes) throw new Refused('tooLarge');
  return decodeText(await readFile(path));
}
