import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { packageKinds } from '../../../shared/knowledge/packageKinds';
import type { FileSignature } from '../../../shared/model/fileSignature';
import type { RefusalCode } from '../../../shared/model/packages';
import { shownName } from '../archive/entryName';
import { isNamedFreely } from '../archive/knownName';
import { unpack } from '../archive/unpack';
import { readAnalyzer } from '../script/readAnalyzer';
import { judge, type Rules } from '../judge';
import { limits } from '../limits';
import { recognise, type Recognition } from '../recognise';
import { readListSignature } from '../signature/listSignature';
import { readSignature } from '../signature/readSignature';
import { Refused, toRefused } from '../refused';
import type { InspectOptions, Inspection } from './inspection';

/**
 * Looks at a file or a zip (its known files, at any depth, but no zip inside it). Runs nothing and changes nothing but
 * `unpackInto`. A broken file is a refusal, never an exception. Always answers with at least one inspection.
 */
export async function inspect(path: string, options: InspectOptions): Promise<Inspection[]> {
  const name = shownName(options.name ?? basename(path));
  try {
    const entry = await stat(path);
    if (!entry.isFile()) throw new Refused('notAPackage');
    if (entry.size === 0) throw new Refused('emptyFile');
    if (entry.size > limits.bytes) throw new Refused('tooLarge');
    if (extname(name).toLowerCase() === '.zip') return await inspectZip(path, name, options);
    return [await inspectFile(path, name, null, options)];
  } catch (error) {
    return [refusal(name, null, error)];
  }
}

async function inspectZip(path: string, name: string, options: InspectOptions): Promise<Inspection[]> {
  const inspections: Inspection[] = [];
  const files = await unpack(path, options.unpackInto);
  const analyzer = await readAnalyzer(files);
  if (analyzer !== null) {
    const { script, ...recognition } = analyzer;
    judge(recognition, options);
    const { details, practice } = recognition;
    return [{ state: 'ready', name, from: null, path, details, practice, signedPart: script }];
  }
  for (const file of files) {
    inspections.push(await inspectFile(file.path, file.name, name, options));
  }
  // A zip may hold other scripts beside the one that matters; they are no news.
  const telling = inspections.filter((found) => found.state === 'ready' || !isNoNews(found));
  if (telling.length === 0) throw new Refused('notAPackage');
  return telling;
}

/** Refusals of what is no program of those that are taken. */
const otherProgram: ReadonlySet<RefusalCode> = new Set([
  'wrongProduct',
  'unreadable',
  'truncated',
  'emptyFile',
]);

/** That a file of a zip is nothing that is looked for: another script, or a program that was taken out for its content alone. */
const isNoNews = ({ name, refusal: why }: { name: string; refusal: RefusalCode }): boolean =>
  why === 'notAPackage' || (isNamedFreely(name) && otherProgram.has(why));

async function inspectFile(
  path: string,
  name: string,
  from: string | null,
  rules: Rules,
): Promise<Inspection> {
  try {
    const recognition = await recognise(path, name);
    judge(recognition, rules);
    const { details, practice } = recognition;
    const fileSignature = await signatureIn(path, extname(name).toLowerCase(), recognition);
    return {
      state: 'ready',
      name,
      from,
      path,
      details,
      practice,
      ...(fileSignature !== null && { fileSignature }),
    };
  } catch (error) {
    return refusal(name, from, error);
  }
}

/** What a file says of its own signature; null for a form that carries none, and for a practice file. */
async function signatureIn(path: string, ending: string, found: Recognition): Promise<FileSignature | null> {
  const { details, practice } = found;
  if (!practice && details.kind === 'certificateList' && ending === '.cab') return readListSignature(path);
  return isSigned(found) ? readSignature(path, ending) : null;
}

/** Whether Microsoft signs files of this kind. */
const isSigned = ({ details, practice }: Recognition): boolean =>
  !practice && packageKinds.some(({ kind, signed }) => kind === details.kind && signed);

function refusal(name: string, from: string | null, error: unknown): Inspection {
  const refused = toRefused(error);
  return { state: 'refused', name, from, refusal: refused.code, detail: refused.evidence };
}
