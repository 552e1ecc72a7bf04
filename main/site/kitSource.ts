import type { Readable } from 'node:stream';
import type { Watching } from './pump';

/** A file as it lies in a kit, before anybody looked into it. */
export interface LyingFile {
  /** Below the kit, with slashes between its parts. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * A kit as it lies somewhere, a folder or a zip, of which nothing is believed. `list` throws `kit.unsafe` for a zip that is made to do harm, and
 * like everything here `kit.gone` where the place does not answer.
 */
export interface KitSource {
  readonly form: 'folder' | 'zip';
  /** Where it lies: the folder, or the zip. */
  readonly place: string;
  list(): Promise<readonly LyingFile[]>;
  /** The first bytes of a file, at most so many; null where it is not there. */
  head(path: string, atMost: number): Promise<Buffer | null>;
  /** Length and SHA-256 of a file, every byte read once. */
  hash(path: string, watching: Watching): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** A file as a stream, for the library, which judges its own copy. */
  read(path: string): Promise<Readable>;
  close(): Promise<void>;
}
