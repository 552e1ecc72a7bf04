import { join } from 'node:path';
import type { Inspect } from './inspection/inspection';
import { createInspect } from './inspection/inspectApart';
import { createLibrary, type Library } from './library';
import type { Trust } from './trust';

/** Where the libraries lie, who checks signatures, and how files are looked at. */
export interface LibrariesOptions {
  readonly dataFolder: string;
  readonly trust: Trust;
  /** The built worker that looks at files; tests give a function that does it in their own thread. */
  readonly inspection: string | Inspect;
}

/** Both libraries: that of real packages and that of practice. */
export type Libraries = { readonly real: Library; readonly practice: Library; readonly inspect: Inspect };

/** Opens the two libraries of a data folder, with the one way in which their files are looked at. */
export async function openLibraries({ dataFolder, trust, inspection }: LibrariesOptions): Promise<Libraries> {
  const inspect = typeof inspection === 'string' ? createInspect({ file: inspection }) : inspection;
  const open = (name: 'real' | 'practice') =>
    createLibrary({
      folder: join(dataFolder, 'library', name),
      practice: name === 'practice',
      trust,
      inspect,
    });
  return { real: await open('real'), practice: await open('practice'), inspect };
}
