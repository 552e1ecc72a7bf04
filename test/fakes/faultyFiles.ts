import type { FileHandle } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';

/** One operation on a file, before it is done. `name` is that of node's function, `handle.` before those of an open file. */
export interface FileCall {
  readonly name: string;
  readonly path: string;
}

/** An error as the system gives it. */
export const systemError = (code: string): Error => Object.assign(new Error(code), { code });

/** What happens before each file operation: nothing, or a rejection that stands for the disk's refusal. */
export const disk: { before: (call: FileCall) => void | Promise<void> } = { before: () => undefined };

const handleCalls = [
  'appendFile',
  'writeFile',
  'write',
  'datasync',
  'sync',
  'read',
  'stat',
  'close',
] as const;

function watchedHandle(handle: FileHandle, path: string): FileHandle {
  return new Proxy(handle, {
    get(target, key) {
      const real: unknown = Reflect.get(target, key, target);
      if (typeof real !== 'function') return real;
      const name = handleCalls.find((each) => each === key);
      return async (...args: unknown[]) => {
        try {
          if (name !== undefined) await disk.before({ name: `handle.${name}`, path });
        } catch (error) {
          // The system frees a file even when closing it fails.
          if (name === 'close') await target.close();
          throw error;
        }
        return Reflect.apply(real, target, args) as unknown;
      };
    },
  });
}

/** The functions of `node:fs/promises` (or of `main/disk/files`), each asking `disk.before` first. */
export function watched<T extends object>(files: T): T {
  const entries = Object.entries(files).map(([name, real]: [string, unknown]) => {
    if (typeof real !== 'function') return [name, real] as const;
    const call = async (...args: unknown[]) => {
      const path = String(args[0]);
      await disk.before({ name, path });
      const result: unknown = await Reflect.apply(real, undefined, args);
      return name === 'open' ? watchedHandle(result as FileHandle, path) : result;
    };
    return [name, call] as const;
  });
  return Object.fromEntries(entries) as T;
}

/** The streams of `node:fs`, each asking `disk.before` when it is made; a refusal is the stream's error. */
export function watchedStreams<T extends object>(fs: T): T {
  const streamOf = (name: string, failed: () => Readable | Writable, real: unknown) =>
    typeof real !== 'function'
      ? real
      : (...args: unknown[]) => {
          try {
            void disk.before({ name, path: String(args[0]) });
          } catch (error) {
            return failed().destroy(error instanceof Error ? error : new Error(String(error)));
          }
          return Reflect.apply(real, undefined, args) as unknown;
        };
  const made = {
    createReadStream: streamOf('createReadStream', () => new Readable(), Reflect.get(fs, 'createReadStream')),
    createWriteStream: streamOf(
      'createWriteStream',
      () => new Writable(),
      Reflect.get(fs, 'createWriteStream'),
    ),
  };
  return { ...fs, ...made };
}
