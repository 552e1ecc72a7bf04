import { dirname, join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import type { KitScript } from '../../shared/field/factsFile';
import type { OperationName } from '../../shared/model/operations';
import { mkdir, open, rm } from '../disk/files';
import { systemCode } from '../disk/retryBusy';
import { glue, scripts, type Script } from '../operations';
import type { Platform } from '../platform';
import { startFileText, type StartFile } from './startFile';

/** One file of a kit: its path below the folder of the kit, in pieces, and its text, or what writes it. */
export interface KitText {
  readonly path: readonly string[];
  readonly text: string;
}

/** What a kit holds, beside the packages. */
export interface KitContent {
  /** Its name for people, which becomes the name of the folder. */
  readonly name: string;
  /** read or run. */
  readonly start: 'read' | 'run';
  readonly startFile: Omit<StartFile, 'parameter' | 'script'>;
  readonly script: Script;
  readonly scripts: readonly KitScript[];
  readonly texts: readonly KitText[];
  readonly readMe: string;
  /** Writes what is large (the packages), after the folders are there. */
  readonly more?: (folder: string) => Promise<void>;
}

const textOf = (name: string): string =>
  name === 'Runner'
    ? glue.runner.text
    : (Object.entries(scripts).find(([known]) => known === name)?.[1].text ?? '');

/** The scripts of operations, and of the runner where `withRunner` is true, as a kit lists them. */
export function kitScripts(names: readonly OperationName[], withRunner: boolean): KitScript[] {
  const listed = [...new Set(names)].map((name) => ({ name, sha256: scripts[name].sha256 }));
  return withRunner ? [...listed, { name: 'Runner', sha256: glue.runner.sha256 }] : listed;
}

/** Where a kit shall lie: the folder that a person picks, and a new one in it; null when the dialog was closed. A browser has its own place. */
async function placeFor(platform: Platform, name: string): Promise<string | null> {
  if (platform.carrier === 'loopback') return platform.saveAs(name);
  const picked = await platform.pickFolder();
  return picked === null ? null : join(picked, name);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Writes a kit into a new folder where a person says, and answers its path; null when the dialog was closed. Its start file comes last: a
 * folder without it is no kit. Nothing is left of one that could not be written whole. Throws `file.unwritable`.
 */
export async function writeKit(platform: Platform, kit: KitContent): Promise<string | null> {
  const folder = await placeFor(platform, kit.name);
  if (folder === null) return null;
  const scriptName = `${kit.start}.ps1`;
  let made = false;
  try {
    await mkdir(dirname(folder), { recursive: true });
    // Never into a folder that is there: what lies in it belongs to another kit.
    await mkdir(folder);
    made = true;
    for (const { name } of kit.scripts)
      await write(join(folder, 'gangway', 'scripts', `${name}.ps1`), textOf(name));
    for (const { path, text } of kit.texts) await write(join(folder, ...path), text);
    await write(join(folder, 'gangway', scriptName), kit.script.text);
    await kit.more?.(folder);
    // Notepad of older Windows knows UTF-8 by its mark, and lines by both characters.
    await write(join(folder, 'README.txt'), `\uFEFF${kit.readMe.replaceAll('\n', '\r\n')}`);
    await write(
      join(folder, `${kit.start}.cmd`),
      startFileText({
        ...kit.startFile,
        script: { path: `gangway\\${scriptName}`, sha256: kit.script.sha256 },
        parameter: kit.start === 'read' ? 'KitSha256' : 'PlanSha256',
      }),
    );
    return folder;
  } catch (error) {
    if (made) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    if (error instanceof GangwayError) throw error;
    throw new GangwayError('file.unwritable', `${folder}: ${systemCode(error) || String(error)}`);
  }
}
