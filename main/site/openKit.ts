import { basename, dirname, join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import type { OpenedFile, OpenedKit } from '../../shared/bridge/site';
import { manifestName, type ManifestFile } from '../../shared/site/manifest';
import { clockOf, receiverVerdicts } from '../../shared/site/verdict';
import { readdir, stat } from '../disk/files';
import { systemCode } from '../disk/retryBusy';
import { folderKit } from './folderKit';
import { kitFailure } from './kitFailure';
import type { KitSource } from './kitSource';
import { readManifest } from './manifestFile';
import type { Watching } from './pump';
import { zipKit } from './zipKit';

/** So many names of files that belong to no kit are told. */
const foreignTold = 20;

/**
 * Finds the kit at a path: a folder, the one folder in it that holds a kit, a zip, or the list of a kit. Throws `kit.notAKit`, `kit.unsafe`,
 * `kit.gone`.
 */
export async function sourceAt(path: string): Promise<KitSource> {
  try {
    const found = await stat(path);
    if (!found.isDirectory())
      return basename(path) === manifestName ? folderKit(dirname(path)) : await zipKit(path);
    if (await hasList(path)) return folderKit(path);
    const inside: string[] = [];
    for (const entry of await readdir(path, { withFileTypes: true }))
      if (entry.isDirectory() && (await hasList(join(path, entry.name)))) inside.push(join(path, entry.name));
    const [only, second] = inside;
    if (only === undefined || second !== undefined) throw new GangwayError('kit.notAKit', path);
    return folderKit(only);
  } catch (error) {
    throw kitFailure(error, path);
  }
}

const hasList = async (folder: string): Promise<boolean> =>
  (await stat(join(folder, manifestName)).catch(() => null))?.isFile() ?? false;

/** What was found in a kit, and so many bytes as it has; every byte of it is read once. */
export async function openKit(
  kit: KitSource,
  now: number,
  watching: Watching & {
    readonly onTotal?: (bytes: number) => void;
    readonly onFile?: (name: string) => void;
  },
): Promise<OpenedKit> {
  try {
    const manifest = await readManifest(kit);
    const lying = new Map((await kit.list()).map(({ path, bytes }) => [path, bytes]));
    watching.onTotal?.(manifest.files.reduce((all, { path }) => all + (lying.get(path) ?? 0), 0));
    const files: OpenedFile[] = [];
    for (const file of manifest.files) {
      watching.onFile?.(file.name);
      const { source: _source, ...told } = file;
      files.push({ ...told, state: await stateOf(kit, file, lying.get(file.path), watching) });
    }
    const own = new Set([manifestName, ...manifest.files.map(({ path }) => path)]);
    const foreign = [...lying.keys()].filter((path) => !own.has(path));
    const verdicts = receiverVerdicts(manifest, new Map(files.map(({ path, state }) => [path, state])));
    return {
      kitId: manifest.kitId,
      name: manifest.name,
      practice: manifest.practice,
      by: manifest.by,
      gangway: manifest.gangway,
      writtenAt: manifest.writtenAt,
      openedAt: now,
      way: manifest.way,
      form: kit.form,
      place: kit.place,
      receivers: manifest.for.map(({ name, family, count }, index) => ({
        name,
        family,
        count,
        needs: verdicts[index]?.needs ?? 0,
        lacks: [...(verdicts[index]?.lacks ?? [])],
      })),
      asked: new Set(
        manifest.for.flatMap(({ needs }) =>
          needs.map(({ kind, kb, sha256 }) => `${kind} ${kb ?? ''} ${sha256 ?? ''}`),
        ),
      ).size,
      files,
      foreign: { names: foreign.slice(0, foreignTold).map(shown), count: foreign.length },
      clock: clockOf(manifest.writtenAt, now),
      filled: null,
    };
  } catch (error) {
    throw kitFailure(error, kit.place);
  }
}

/** How a file of the list was found. A file that cannot be read costs itself; a person who stops ends all. */
async function stateOf(
  kit: KitSource,
  { path, bytes, sha256 }: ManifestFile,
  lying: number | undefined,
  watching: Watching,
): Promise<OpenedFile['state']> {
  if (lying === undefined) return 'absent';
  if (lying !== bytes) return lying < bytes ? 'short' : 'long';
  try {
    const found = await kit.hash(path, watching);
    if (found.bytes < bytes) return 'short';
    return found.sha256 === sha256 ? 'whole' : 'changed';
  } catch (error) {
    if (error instanceof GangwayError) throw error;
    // The stick was pulled: nothing of it answers any more, and every further file would say the same.
    if (['ENODEV', 'ENXIO'].includes(systemCode(error))) throw error;
    return 'unreadable';
  }
}

/** A name of a stranger: bounded, on one line, with everything in it to be seen. */
const shown = (path: string): string => path.slice(0, 200).replaceAll(/[\p{C}\u2028\u2029]/gu, '?');
