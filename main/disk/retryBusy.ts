import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses between tries in milliseconds: ten of them, two seconds together. A virus scanner frees a file within that time. */
const pauses = [20, 40, 80, 160, 250, 250, 300, 300, 300, 300];

/** The system's code of an error (`ENOSPC`, `EBUSY` …); empty for anything else. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Whether an error is not about the content of the file: a disk, a lock, a right or a limit, which may be different in a
 * minute. The content may be whole, so such a file is never set aside.
 */
export function isPassing(error: unknown): boolean {
  return ['EIO', 'EBUSY', 'EPERM', 'EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM', 'ENOSPC'].includes(
    systemCode(error),
  );
}

/**
 * Does file work again while another program (a virus scanner, a backup) holds the file: EBUSY, EPERM and EACCES,
 * the three codes Windows gives for that. Any other error, or the last of the eleven tries, is thrown as it is.
 */
export async function retryBusy<T>(
  work: () => Promise<T>,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<T> {
  for (const ms of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!['EBUSY', 'EPERM', 'EACCES'].includes(systemCode(error))) throw error;
      await pause(ms);
    }
  }
  return work();
}
