import type { DownloadFailure } from '../../../shared/model/downloads';

/** Thrown when a download comes to nothing. `detail` is what was seen: a status, a host, a number of bytes. */
export class DownloadFailed extends Error {
  override readonly name = 'DownloadFailed';
  constructor(
    readonly reason: DownloadFailure,
    readonly detail = '',
  ) {
    super(detail === '' ? reason : `${reason}: ${detail}`);
  }
}

/** Reasons after which what lies on the disk may be gone on from; after all others it is removed. */
export const resumable: ReadonlySet<DownloadFailure> = new Set([
  'offline',
  'proxy',
  'cut',
  'stalled',
  'busy',
  'notStored',
]);
