import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import type { Package } from '../../shared/model/packages';
import type { ToolFolderChoice, ToolFolderDesk } from '../../shared/model/toolFolder';
import { folderFiles } from '../../shared/toolFolder/folderFiles';
import { readResult } from '../../shared/toolFolder/readResult';
import type { StoredDocument } from '../disk/document';
import { open } from '../disk/files';
import { systemCode } from '../disk/retryBusy';
import { redact } from '../redact/redact';
import { textFile, writeFolder, type FolderFile } from '../site/writeFolder';
import { chooseLocale, createTexts } from '../texts';
import { consoleBytes } from './console';
import { readMe, runWords } from './folderTexts';
import type { ToolFolderNeeds, ToolFolders } from './needs';
import { onboardingName, runFileText, toolName } from './runFile';

/** A result with its log is small; beyond this (bytes) it is none. */
const longest = 8 * 1024 * 1024;
/** So much of a log is kept (characters): its end tells how it went. */
const logKept = 5_000;

/** The folders for Server 2008 R2, as they are written, and as their results are taken in; `show` shows what is kept of them. */
export function createToolFolders(
  needs: ToolFolderNeeds,
  stored: StoredDocument<ToolFolderDesk>,
  show: () => void,
): ToolFolders {
  const { platform, now } = needs;
  const practice = !platform.realTargets;
  const keep = async (part: Partial<ToolFolderDesk>): Promise<void> => {
    await stored.update((current) => ({ ...current, ...part }));
    show();
  };

  const write = async (tool: string, file: string, choice: ToolFolderChoice): Promise<string | null> => {
    const library = practice ? needs.libraries.practice : needs.libraries.real;
    const files = folderFiles(library.list(), practice);
    const one = (of: readonly Package[], sha256: string): Package => {
      const found = of.find((pkg) => pkg.sha256 === sha256);
      if (found === undefined) throw new GangwayError('input.invalid', sha256);
      return found;
    };
    const [program, onboarding] = [one(files.tools, tool), one(files.onboarding, file)];
    const fromLibrary = (path: string, { sha256, bytes, name }: Package): FolderFile => {
      const at = library.pathOf(sha256);
      if (at === null) throw new GangwayError('package.missing', name);
      return { path, bytes, sha256, from: { file: at } };
    };
    const updates = files.updates.flatMap(({ kb, package: pkg }) => (pkg === null ? [] : [{ kb, pkg }]));
    const t = createTexts(chooseLocale(needs.settings.value().locale, platform.locale));
    const kitId = randomUUID();
    const text = runFileText({
      kitId,
      practice,
      choice,
      tool: program.sha256,
      onboarding: onboarding.sha256,
      updates: updates.map(({ kb, pkg }) => ({ kb, sha256: pkg.sha256 })),
      words: runWords(t),
    });
    const lacking = files.updates.flatMap(({ kb, package: pkg }) => (pkg === null ? [kb] : []));
    const name = `gangway-2008r2-${new Date(now()).toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')}`;
    const picked = platform.carrier === 'electron' ? await platform.pickFolder() : null;
    const folder =
      platform.carrier === 'electron' ? picked && join(picked, name) : await platform.saveAs(name);
    if (folder === null) return null;
    await writeFolder(
      folder,
      [
        fromLibrary(`files/${toolName}`, program),
        fromLibrary(`files/${onboardingName}`, onboarding),
        ...updates.map(({ kb, pkg }) => fromLibrary(`files/${kb}.msu`, pkg)),
        textFile('README.txt', readMe(t, needs.version, practice, onboarding, lacking)),
      ],
      // What starts it comes last: a folder without it is none.
      bytesFile('run.cmd', consoleBytes(text)),
    );
    await keep({ written: [{ kitId, at: now(), place: folder }, ...stored.value().written].slice(0, 100) });
    return folder;
  };

  const take = async (bytes: Buffer): Promise<void> => {
    const id = createHash('sha256').update(bytes).digest('hex');
    const { written, results } = stored.value();
    if (results.some((one) => one.id === id)) throw new GangwayError('toolFolder.twice', '');
    const found = readResult(textOf(bytes));
    if (found === null) throw new GangwayError('toolFolder.notOurs', '');
    const ours = written.some(({ kitId }) => kitId === found.told.kitId);
    // What is kept begins far behind the cut, so that no secret is cut in half before it is seen.
    const log = redact(found.log.slice(-40 * logKept)).slice(-logKept);
    await keep({ results: [{ ...found.told, id, takenAt: now(), ours, log }, ...results].slice(0, 50) });
  };

  return {
    handlers: {
      writeToolFolder: async ({ tool, file, choice }) => ({ path: await write(tool, file, choice) }),
      pickToolResult: async () => {
        const [path] = await platform.pickFiles();
        if (path === undefined) return { taken: false };
        await take(await readFrom(path));
        return { taken: true };
      },
      forgetToolResult: async ({ id }) => {
        await keep({ results: stored.value().results.filter((one) => one.id !== id) });
        return {};
      },
    },
    async upload(stream) {
      const parts: Buffer[] = [];
      let length = 0;
      for await (const part of stream) {
        if (!Buffer.isBuffer(part)) continue;
        length += part.length;
        if (length > longest) throw new GangwayError('toolFolder.notOurs', `> ${String(longest)} bytes`);
        parts.push(part);
      }
      await take(Buffer.concat(parts));
    },
  };
}

/** What a person picked. Throws `toolFolder.notOurs` where it is too long, `file.missing` where it cannot be read. */
async function readFrom(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      if ((await file.stat()).size > longest) throw new GangwayError('toolFolder.notOurs', path);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof GangwayError) throw error;
    throw new GangwayError('file.missing', `${path}: ${systemCode(error) || String(error)}`);
  }
}

/** A file of a folder by its bytes. */
const bytesFile = (path: string, bytes: Buffer): FolderFile => ({
  path,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  from: { bytes },
});

/** The console of a server wrote the file in a code page that it does not name; where it is no UTF-8, letters beyond ASCII may be others. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
