import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { GangwayError } from '../../../shared/errors';
import { practiceStateSchema, type PracticeState } from './practiceState';

/** A file that could not be read was put aside: its new path, and what was wrong with it. */
export interface Quarantined {
  readonly path: string;
  readonly detail: string;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Reads the state of a practice server. A file that is no valid state is renamed to `<name>.bad-<time>` and reported,
 * so that it never stops the start and nothing is lost. `state` is null when there is none to go on from.
 */
export function readStateFile(
  path: string,
  now: number,
): { state: PracticeState | null; bad: Quarantined | null } {
  if (!existsSync(path)) return { state: null, bad: null };
  try {
    return { state: practiceStateSchema.parse(JSON.parse(readFileSync(path, 'utf8'))), bad: null };
  } catch (error) {
    const aside = `${path}.bad-${Math.round(now)}`;
    renameSync(path, aside);
    return {
      state: null,
      bad: { path: aside, detail: messageOf(error) },
    };
  }
}

/** Writes the state of a practice server, whole or not at all. Throws `file.unwritable`. */
export function writeStateFile(path: string, state: PracticeState): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileAtomic.sync(path, JSON.stringify(state));
  } catch (error) {
    throw new GangwayError('file.unwritable', messageOf(error));
  }
}
