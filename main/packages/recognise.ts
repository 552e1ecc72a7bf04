import { type FileHandle, open, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type PackageDetails, packageDetailsSchema } from '../../shared/model/packages';
import { limits } from './limits';
import { readInstaller } from './msi/readInstaller';
import { readCabinet } from './archive/readCabinet';
import { readListCabinet, readRevocations, readRoot, readStore } from './certificates/readCertificates';
import { readProgram } from './program/readProgram';
import { Refused } from './refused';
import { commandText } from './script/commandText';
import { decodeText } from './script/decodeText';
import { readBlobFile } from './script/readBlobFile';
import { readInstallScript } from './script/readInstallScript';
import { readScript } from './script/readScript';
import { expectNoZipBehind } from './twoFormats';

/** What a single file is. */
export interface Recognition {
  details: PackageDetails;
  practice: boolean;
  /** The line of a script that waits for a person, or null. */
  waitsAt: string | null;
}

/**
 * Says what a file is. The ending of its name only chooses the reader; the content decides. It is no longer than `limits.bytes`: that was
 * seen before it came here, by itself or out of a zip.
 * @throws {Refused} `emptyFile`, or what the reader for that kind throws.
 */
export async function recognise(path: string, name: string): Promise<Recognition> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw new Refused('emptyFile');
    const read = readers[extname(name).toLowerCase()];
    if (read === undefined) throw new Refused('notAPackage');
    const found = { waitsAt: null, ...(await read(file, path, name, size)) };
    // Texts of a stranger end up in records and on pages: within bounds, or the file is not what it says.
    if (!packageDetailsSchema.safeParse(found.details).success) throw new Refused('unreadable');
    return found;
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
  '.msi': async (file, _path, name, size) => {
    // Microsoft's internal build; its installer script would pick it up when the real one is missing.
    if (/devmode/i.test(name)) throw new Refused('devModeMsi');
    const found = await readInstaller(file);
    await expectNoZipBehind(file, size);
    return found;
  },
  '.cmd': async (_file, path, name, size) => readScript(commandText(await scriptBytes(path, size)), name),
  '.onboarding': async (_file, path, name, size) =>
    readBlobFile(decodeText(await scriptBytes(path, size)), name),
  '.offboarding': async (_file, path, name, size) =>
    readBlobFile(decodeText(await scriptBytes(path, size)), name),
  '.ps1': async (_file, path, _name, size) => readInstallScript(decodeText(await scriptBytes(path, size))),
  '.exe': async (file, _path, _name, size) => {
    const found = await readProgram(file);
    await expectNoZipBehind(file, size);
    return found;
  },
  '.msu': async (file, _path, name, size) => {
    const found = await readCabinet(file, name);
    await expectNoZipBehind(file, size);
    return found;
  },
  '.cab': async (file, _path, _name, size) => {
    const found = await readListCabinet(file);
    await expectNoZipBehind(file, size);
    return found;
  },
  '.sst': (file, _path, _name, size) => readStore(file, size),
  '.crl': (file, _path, _name, size) => readRevocations(file, size),
  '.crt': (file, _path, _name, size) => readRoot(file, size),
};

async function scriptBytes(path: string, size: number): Promise<Buffer> {
  if (size > limits.scriptBytes) throw new Refused('tooLarge');
  return readFile(path);
}
