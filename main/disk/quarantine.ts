import { lstat, rename } from './files';
import { retryBusy, systemCode } from './retryBusy';

/** Why a file could not be used. `newerVersion`: written by a later Gangway, so its content is fine and only not for us. */
export type QuarantineReason = 'empty' | 'notJson' | 'badShape' | 'newerVersion' | 'unreadable';

/** A file that was set aside so that the start could go on. `kept` is where it lies now; null when it could not be moved. */
export interface Quarantined {
  readonly path: string;
  readonly kept: string | null;
  readonly reason: QuarantineReason;
}

/** A moment as part of a file name: `20261124T103000123Z`. */
function stamp(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:.]/g, '');
}

/** `path.<word>-<stamp>`, with a number behind it if that name is taken: what was set aside before is never overwritten. */
export async function freeName(path: string, word: string, at: number): Promise<string> {
  const first = `${path}.${word}-${stamp(at)}`;
  let name = first;
  for (let n = 2; ; n += 1) {
    try {
      await lstat(name);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return name;
      throw error;
    }
    name = `${first}-${n}`;
  }
}

/** Renames a file to `<path>.bad-<stamp>`, so that nothing is lost. Never throws; the answer says whether it worked. */
export async function quarantine(
  path: string,
  reason: QuarantineReason,
  at = Date.now(),
): Promise<Quarantined> {
  try {
    const kept = await freeName(path, 'bad', at);
    await retryBusy(() => rename(path, kept));
    return { path, kept, reason };
  } catch {
    return { path, kept: null, reason };
  }
}
