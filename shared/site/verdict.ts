import type { Lack } from '../model/siteKit';
import type { Manifest, ManifestFile } from './manifest';

/** What became of a file of a kit: whole, or why it does not count. */
export type FileState = 'whole' | Exclude<Lack['why'], 'notInKit'>;

/** A server or profile of an opened kit: how many files it needs, and which of them it does not get. */
export interface ReceiverVerdict {
  readonly needs: number;
  readonly lacks: readonly Lack[];
}

/** What each server or profile of a kit lacks, by how its files were found. A file counts only where every byte is as it was written. */
export function receiverVerdicts(
  manifest: Pick<Manifest, 'for' | 'files'>,
  states: ReadonlyMap<string, FileState>,
): ReceiverVerdict[] {
  const bySha = new Map<string, ManifestFile>(manifest.files.map((file) => [file.sha256, file]));
  return manifest.for.map(({ needs }) => ({
    needs: needs.length,
    lacks: needs.flatMap(({ kind, kb, sha256 }): Lack[] => {
      const file = sha256 === null ? undefined : bySha.get(sha256);
      if (file === undefined) return [{ kind, kb, why: 'notInKit' }];
      const state = states.get(file.path) ?? 'absent';
      return state === 'whole' ? [] : [{ kind, kb, why: state }];
    }),
  }));
}

const day = 86_400_000;
/** Clocks of two computers differ by so much without anybody having to be told. */
const tolerance = day;
/** From this age on either the kit is old, or the clock is wrong: both are said. */
const oldFrom = 365 * day;

/**
 * What the clock of this computer says of a kit: written after now, which cannot be, so that nothing is judged by age; older than a year, which
 * may be the clock; or neither.
 */
export function clockOf(writtenAt: number, now: number): 'fine' | 'future' | 'old' {
  if (writtenAt - now > tolerance) return 'future';
  return now - writtenAt >= oldFrom ? 'old' : 'fine';
}

/** Files are replaced every month, so that from this age on a kit may bring old ones. */
export const freshFor = 31 * day;
