import type { z } from 'zod';
import { GangwayError } from '../../shared/errors';
import { readFile } from './files';
import { quarantine, type Quarantined, type QuarantineReason } from './quarantine';
import { takeTurns } from './inTurn';
import { replaceFile } from './replaceFile';
import { retryBusy, systemCode } from './retryBusy';

interface Versioned {
  readonly version: number;
}

/** One JSON file whose content is always valid: `value()` is what the disk holds, or `empty` where there is no file yet. */
export interface StoredDocument<T> {
  value(): T;
  /** Replaces the content: all or nothing, and on the disk when it resolves. Throws `input.invalid`, `file.unwritable`. */
  save(next: T): Promise<void>;
  /** Like `save`, from the newest value: two changes at once never undo each other. */
  update(change: (current: T) => T): Promise<void>;
}

type Read<T> = { readonly value: T } | { readonly bad: QuarantineReason } | 'absent';

async function read<T extends Versioned>(
  path: string,
  schema: z.ZodType<T>,
  version: number,
): Promise<Read<T>> {
  let text: string;
  try {
    text = await retryBusy(() => readFile(path, 'utf8'));
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? 'absent' : { bad: 'unreadable' };
  }
  if (text.trim() === '') return { bad: 'empty' };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { bad: 'notJson' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const found = json !== null && typeof json === 'object' && 'version' in json ? json.version : 0;
  return { bad: typeof found === 'number' && found > version ? 'newerVersion' : 'badShape' };
}

/**
 * Opens a JSON document. A file that is corrupt, empty, unreadable or from a newer version is set aside as
 * `.bad-<stamp>` and told to `onQuarantine`; the document then starts as `empty`. Never throws for the file's content.
 * A bad file that could not be moved is not overwritten: `save` tries to move it again and throws `file.unwritable`.
 */
export async function openDocument<T extends Versioned>(options: {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly empty: T;
  readonly onQuarantine: (found: Quarantined) => void;
}): Promise<StoredDocument<T>> {
  const { path, schema, empty, onQuarantine } = options;
  let current = empty;
  let inTheWay: QuarantineReason | null = null;
  const found = await read(path, schema, empty.version);
  if (found !== 'absent' && 'value' in found) current = found.value;
  if (found !== 'absent' && 'bad' in found) {
    const moved = await quarantine(path, found.bad);
    if (moved.kept === null) inTheWay = found.bad;
    onQuarantine(moved);
  }

  async function write(next: T): Promise<void> {
    const parsed = schema.safeParse(next);
    if (!parsed.success) throw new GangwayError('input.invalid', parsed.error.message);
    if (inTheWay !== null) {
      const moved = await quarantine(path, inTheWay);
      if (moved.kept === null) throw new GangwayError('file.unwritable', path);
      inTheWay = null;
    }
    try {
      await replaceFile(path, `${JSON.stringify(parsed.data, null, 2)}\n`);
    } catch (error) {
      throw new GangwayError('file.unwritable', `${path}: ${systemCode(error)}`);
    }
    current = parsed.data;
  }

  const inTurn = takeTurns();
  const update = (change: (value: T) => T): Promise<void> => inTurn(() => write(change(current)));
  return { value: () => current, save: (next) => update(() => next), update };
}
