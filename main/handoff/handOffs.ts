import { dirname, join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import type { HandOffView } from '../../shared/bridge/handOff';
import { generators } from '../../shared/handoff/engines';
import type { HandOff, HandOffFile } from '../../shared/handoff/files';
import { wantedOf, type Missing } from '../../shared/handoff/fleet';
import { wantedSchema } from '../../shared/handoff/wanted';
import type { HandOffChoice } from '../../shared/model/handOff';
import type { PackagesNeeds } from '../packages/needs';
import type { Platform } from '../platform';
import { chooseLocale, createTexts } from '../texts';
import { readMeText } from './readMe';
import { scriptText } from './scripts';
import { proofOf, writeFiles } from './writeFiles';

/** What the hand-off needs of the app. */
export interface HandOffNeeds extends Pick<PackagesNeeds, 'session' | 'settings' | 'libraries'> {
  readonly platform: Pick<Platform, 'carrier' | 'locale' | 'pickFolder' | 'saveAs'>;
  readonly version: string;
  readonly now: () => number;
}

/** The README first, as a folder shows it. */
const readMeName = 'Read me.html';

/** Makes the files of a choice, its README among them; or says what it lacks. */
function make(
  needs: HandOffNeeds,
  choice: HandOffChoice,
): { handOff: HandOff; files: HandOffFile[] } | Missing {
  const { session, settings, libraries, platform, version } = needs;
  const generate = generators[choice.engine];
  if (generate === undefined) return 'engine';
  const language = chooseLocale(settings.value().locale, platform.locale);
  const found = wantedOf(choice, {
    library: libraries[choice.practice ? 'practice' : 'real'].list(),
    views: session.get().targets.filter(({ target }) => (target.kind === 'practice') === choice.practice),
    language,
    now: needs.now(),
  });
  if (typeof found === 'string') return found;
  const parsed = wantedSchema.safeParse(found);
  if (!parsed.success) return 'invalid';
  const wanted = parsed.data;
  const handOff = generate(wanted, scriptText);
  const written = handOff.files.map((file) => ({ path: file.path, holds: file.holds, ...proofOf(file) }));
  const content = readMeText(createTexts(language), {
    ...{ engine: choice.engine, wanted, handOff, files: written, version, practice: choice.practice },
  });
  return { handOff, files: [...handOff.files, { path: readMeName, content, holds: 'names' }] };
}

/** What the files of a choice would be, or what it lacks. */
export function previewHandOff(needs: HandOffNeeds, choice: HandOffChoice): HandOffView {
  const made = make(needs, choice);
  if (typeof made === 'string') return { files: [], leftOut: [], notes: [], missing: made };
  return {
    files: made.files.map((file) => ({ path: file.path, bytes: proofOf(file).bytes, holds: file.holds })),
    leftOut: [...made.handOff.leftOut],
    notes: made.handOff.notes.map(({ id, values }) => ({ id, values: { ...values } })),
    missing: null,
  };
}

/** A name of a folder that every Windows takes. */
const folderName = ({ name, direction }: HandOffChoice): string =>
  `gangway-${direction}-${name.replaceAll(/[^\p{L}\p{N} _-]/gu, '-')}`.slice(0, 80).trimEnd();

/**
 * Writes the files of a choice into a folder where a person says; answers the folder, or null when the dialog was closed. Throws
 * `input.invalid` for a choice that lacks something, and what `writeFiles` throws.
 */
export async function writeHandOff(needs: HandOffNeeds, choice: HandOffChoice): Promise<string | null> {
  const made = make(needs, choice);
  if (typeof made === 'string') throw new GangwayError('input.invalid', made);
  const { platform, libraries } = needs;
  const name = folderName(choice);
  // In a browser nobody can choose a folder: there is one for what Gangway saves.
  const above =
    platform.carrier === 'electron'
      ? await platform.pickFolder()
      : dirname((await platform.saveAs(name)) ?? '');
  if (above === null) return null;
  const library = libraries[choice.practice ? 'practice' : 'real'];
  await writeFiles(join(above, name), made.files, (sha256) => library.pathOf(sha256));
  return join(above, name);
}
