import type { OutboundAnswer } from '../../outbound';
import { DownloadFailed } from './failed';
import type { KnownPart, Origin } from './part';

/** How an accepted answer goes on: from the first byte, or from where the part ends. */
export interface Accepted extends Origin {
  readonly from: number;
  /** Why the part that was there does not count any more; null where it counts, or there was none. */
  readonly again: 'changed' | 'noResume' | null;
}

/**
 * Judges the head of an answer. `known` is the part that was asked to be continued.
 * @returns null when the answer cannot be used but asking anew for the whole file may help.
 * @throws {DownloadFailed} for every answer that is not the file.
 */
export function judgeAnswer(
  answer: OutboundAnswer,
  known: KnownPart | null,
  atMost: number,
): Accepted | null {
  const { status } = answer;
  const length = numberOf(answer.header('content-length'));
  const origin = {
    etag: strong(answer.header('etag')),
    lastModified: answer.header('last-modified'),
  };
  if (status === 416 && known !== null) return null;
  if (status !== 200 && status !== 206) throw refusal(status);
  if (/^\s*(text\/html|application\/xhtml)/i.test(answer.header('content-type') ?? ''))
    throw new DownloadFailed('webPage', answer.header('content-type') ?? '');
  const encoding = answer.header('content-encoding');
  if (encoding !== null && encoding !== 'identity') throw new DownloadFailed('refused', encoding);
  if (length !== null && length > atMost) throw new DownloadFailed('tooLarge', String(length));

  if (status === 200) {
    const again = known === null ? null : same(origin, known) ? 'noResume' : 'changed';
    return { ...origin, total: length, from: 0, again };
  }
  // Nobody asked for a part, or it is not the one that was asked for.
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.header('content-range') ?? '');
  if (known === null || range === null) return known === null ? notAsked() : null;
  const [start, total] = [Number(range[1]), Number(range[3])];
  if (total > atMost) throw new DownloadFailed('tooLarge', String(total));
  if (start !== known.bytes || (known.total !== null && total !== known.total) || !same(origin, known))
    return null;
  return { etag: known.etag, lastModified: known.lastModified, total, from: start, again: null };
}

function notAsked(): never {
  throw new DownloadFailed('refused', 'HTTP 206');
}

/** The same file, as far as the host says; a host that says nothing this time is not believed. */
function same(origin: Omit<Origin, 'total'>, known: KnownPart): boolean {
  if (known.etag !== null) return origin.etag === known.etag;
  return known.lastModified !== null && origin.lastModified === known.lastModified;
}

function strong(etag: string | null): string | null {
  return etag?.startsWith('"') === true ? etag : null;
}

function numberOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function refusal(status: number): DownloadFailed {
  const detail = `HTTP ${status}`;
  if (status === 404 || status === 410) return new DownloadFailed('gone', detail);
  if (status === 407) return new DownloadFailed('proxy', detail);
  if (status === 429 || status >= 500) return new DownloadFailed('busy', detail);
  return new DownloadFailed('refused', detail);
}
