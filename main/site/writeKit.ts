import { basename, dirname, join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import { fat32Limit, manifestName, type Manifest } from '../../shared/site/manifest';
import { readdir, rm, stat, statfs } from '../disk/files';
import { folderKit } from './folderKit';
import type { MadeKit } from './makeKit';
import { readManifest } from './manifestFile';
import type { Telling } from './work';
import { writeFolder, type FolderFile } from './writeFolder';
import { writeZip, zipBytes } from './writeZip';

/** What Linux calls a FAT32 by number; Windows tells none, and there its own error says it. */
const fatOfLinux = 0x4d44;
/** Room that stays free beside the files (bytes): for their names and the list. */
const spareBytes = 1024 ** 2;

/** The folder in which a kit is written, where a person picked one: that one, if it is empty or holds a kit; else one of its own in it. */
export async function folderFor(picked: string, name: string): Promise<string> {
  const inside = await readdir(picked).catch((): string[] => []);
  return inside.length === 0 || inside.includes(manifestName) ? picked : join(picked, kitFolderName(name));
}

/** The name of a kit's folder or zip: that of its site, with what every file system takes. */
export function kitFolderName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
  return plain === '' ? 'gangway-kit' : `gangway-kit-${plain}`;
}

/** The list of the kit that lies at a place; null where there is none that can be read. It is the same kit when it is written there again. */
export function manifestAt(folder: string): Promise<Manifest | null> {
  return readManifest(folderKit(folder)).catch(() => null);
}

/**
 * Writes a kit at a place. Room and the largest file are looked at before anything is written. Files of an older list that the new one does not
 * name are removed once the new one is there. Throws as `writeFolder` does.
 */
export async function writeKit(
  place: string,
  form: 'folder' | 'zip',
  { files, list }: MadeKit,
  telling: Telling,
): Promise<void> {
  const watching = { ...telling, onBytes: telling.onBytes };
  const all = [...files, list];
  telling.onTotal(2 * all.reduce((sum, { bytes }) => sum + bytes, 0));
  telling.onFile(basename(place));
  await expectRoom(place, form, all);
  if (form === 'zip') {
    await writeZip(place, files, list, watching);
    return;
  }
  const before = await manifestAt(place);
  await writeFolder(place, files, list, watching);
  const named = new Set(files.map(({ path }) => path));
  for (const { path } of before?.files ?? [])
    if (!named.has(path)) await rm(join(place, ...path.split('/')), { force: true }).catch(() => undefined);
}

/** Throws `kit.full` and `kit.tooLarge` where that can be known before. A place that tells nothing is tried. */
async function expectRoom(
  place: string,
  form: 'folder' | 'zip',
  files: readonly FolderFile[],
): Promise<void> {
  const folder = form === 'zip' ? dirname(place) : place;
  const told = (await statfs(folder).catch(() => null)) ?? (await statfs(dirname(folder)).catch(() => null));
  if (told === null) return;
  const largest = form === 'zip' ? zipBytes(files) : Math.max(...files.map(({ bytes }) => bytes));
  if (told.type === fatOfLinux && largest > fat32Limit)
    throw new GangwayError('kit.tooLarge', `${place}: ${largest} bytes`);
  let wanted = form === 'zip' ? largest : 0;
  if (form === 'folder')
    for (const { path, bytes } of files) {
      const there = await stat(join(place, ...path.split('/'))).catch(() => null);
      if (there?.size !== bytes) wanted += bytes;
    }
  const free = told.bavail * told.bsize;
  if (wanted > 0 && wanted + spareBytes > free)
    throw new GangwayError('kit.full', `${place}: ${wanted} > ${free} bytes`);
}
