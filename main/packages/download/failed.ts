import type { DownloadFailure } from '../../../shared/model/downloads';

/** Thrown when a download fails. `detail` is what was seen: a status, a host, a number of bytes. */
export class DownloadFailed extends Error {
  override readonly name = 'DownloadFailed';
  constructor(
    readonly reason: DownloadFailure,
    readonly detail = '',
  ) {
    super(detail === '' ? reason : `${reason}: ${detail}`);
  }
}

/** Reasons after which the next try may go on from the part on the disk; after all others the part is removed. */
export const resumable: ReadonlySet<DownloadFailure> = new Set([
  'offline',
  'proxy',
  'cut',
  'stalled',
  'busy',
  'notStored',
]);
