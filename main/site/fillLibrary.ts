import type { OpenedKit } from '../../shared/bridge/site';
import { packageKindSchema, type Package, type RefusedFile } from '../../shared/model/packages';
import type { Library } from '../packages/library';
import type { KitSource } from './kitSource';
import { expectGoingOn, type Watching } from './pump';

/** Whether a file of a kit is one for the library. */
const isPackage = (kind: string): boolean => packageKindSchema.safeParse(kind).success;

/**
 * Takes the whole files of an opened kit into the library. Each is judged there like one that is dropped, because the list of a kit proves
 * nothing of a file but that it is the one that was put in. One that is there already is not read. What turns out to be another file than the
 * one that was verified is taken out again and counts as refused.
 */
export async function fillLibrary(
  opened: OpenedKit,
  kit: KitSource,
  library: Pick<Library, 'list' | 'addStream' | 'remove'>,
  watching: Watching & { readonly onFile?: (name: string) => void },
): Promise<NonNullable<OpenedKit['filled']>> {
  const result: { added: number; there: number; refused: RefusedFile[] } = {
    added: 0,
    there: 0,
    refused: [],
  };
  for (const file of opened.files) {
    if (file.state !== 'whole' || !isPackage(file.kind)) continue;
    expectGoingOn(watching);
    const before = new Set(library.list().map(({ sha256 }) => sha256));
    if (before.has(file.sha256)) {
      result.there += 1;
      watching.onBytes?.(file.bytes);
      continue;
    }
    watching.onFile?.(file.name);
    const { added, refused } = await library.addStream(file.name, await kit.read(file.path), file.bytes);
    watching.onBytes?.(file.bytes);
    const isIt = ({ sha256 }: Package): boolean => sha256 === file.sha256;
    if (added.some(isIt)) result.added += 1;
    result.refused.push(...refused);
    for (const other of added) {
      if (isIt(other)) continue;
      if (!before.has(other.sha256)) await library.remove(other.sha256);
      result.refused.push({ name: file.name, refusal: 'altered', detail: null });
    }
  }
  return result;
}
