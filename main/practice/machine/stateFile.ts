import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
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

/**
 * Writes the state of a practice server, whole or not at all. It does so at every look of a person, and nobody else writes this file:
 * so there is no name of chance, and no listener for the end of the app. Throws `file.unwritable`.
 */
export function writeStateFile(path: string, state: PracticeState): void {
  const fresh = `${path}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(fresh, 'w', 0o600);
    try {
      writeAll(file, Buffer.from(JSON.stringify(state)));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, path);
  } catch (error) {
    forget(fresh);
    throw new GangwayError('file.unwritable', messageOf(error));
  }
}

/** Removes what was begun, if it is there at all: why it could not be ended is what counts. */
function forget(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // The next state begins it anew.
  }
}

/** A disk that fills up may take a part, and says so at the next call alone. */
function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
