import { countsDays, publicVersions, type Updated } from '../../knowledge/publicVersions';
import { compareVersions } from '../../version';
import type { Note } from './setting';

const dayMs = 24 * 60 * 60_000;
const isOlder = (version: string, than: string | null): boolean =>
  than !== null && compareVersions(version, than) < 0;

/**
 * Whether a version of a server is current, in notes: against the newest file of the library, and against the newest that was seen to be
 * public. That list proves at any time that a server is behind; that it is up to date it proves only while it is young.
 * @param library version of the newest file of the library; null where it has none
 * @param now when the server was read (epoch ms)
 */
export function currencyNotes(what: Updated, version: string, library: string | null, now: number): Note[] {
  const known = publicVersions[what];
  const notes: Note[] = [];
  if (library !== null && isOlder(version, library))
    notes.push({ id: 'updates.libraryNewer', values: { version: library } });
  if (isOlder(version, known.version) && (library === null || isOlder(library, known.version)))
    notes.push({ id: 'updates.publicSince', values: { version: known.version, day: known.day } });
  if (notes.length > 0) return notes;
  if (library !== null) return [{ id: 'updates.asLibrary', values: { version: library } }];
  const days = countsDays[what];
  return [
    now - Date.parse(known.day) < days * dayMs
      ? { id: 'updates.asPublic', values: { version: known.version, day: known.day } }
      : { id: 'updates.listOld', values: { day: known.day, days } },
  ];
}
