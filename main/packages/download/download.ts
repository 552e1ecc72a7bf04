import { systemCode } from '../../disk/retryBusy';
import type { Outbound, OutboundAnswer } from '../../outbound';
import { ask, type Source } from './ask';
import type { Clock } from './clock';
import { DownloadFailed, resumable } from './failed';
import { judgeAnswer, type Accepted } from './judgeAnswer';
import type { KnownPart, Part } from './part';
import { watchQuiet, type Quiet } from './quiet';
import { writePart } from './writePart';

/** How a download stands. Sizes in bytes. */
export interface Progress {
  readonly received: number;
  readonly total: number | null;
  readonly again: Accepted['again'];
}

export interface DownloadOptions {
  readonly source: Source;
  readonly part: Part;
  readonly outbound: Outbound;
  /** Aborting stops it; what was received stays and can be gone on from. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly quiet: Quiet;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Fetches a file into its part: goes on from what lies there if the host says it is the same file, else begins again.
 * When it resolves, as many bytes lie there as the host named; what they are is for the library to say.
 * @throws {DownloadFailed} with the part removed unless it can be gone on from; the reason of `signal` when it was aborted.
 */
export async function download(options: DownloadOptions): Promise<void> {
  const { part, signal } = options;
  try {
    await fetchPart(options, await part.known());
  } catch (error) {
    const failure = failureOf(error, signal);
    const keep = failure === null || resumable.has(failure.reason);
    // A part that nobody could tell from another file later is no use.
    if (!keep || (await part.known()) === null) await part.remove();
    throw failure ?? error;
  }
}

async function fetchPart(options: DownloadOptions, known: KnownPart | null): Promise<void> {
  const { source, part, signal, clock, quiet, onProgress } = options;
  if (known !== null && known.bytes === known.total) return;
  const stalled = new AbortController();
  const watch = watchQuiet(clock, quiet, () => stalled.abort());
  const either = AbortSignal.any([signal, stalled.signal]);
  try {
    const { answer, accepted } = await accept(options, known, either);
    const { from, total, again } = accepted;
    if (from === 0) await part.begin({ etag: accepted.etag, lastModified: accepted.lastModified, total });
    onProgress({ received: from, total, again });
    const received = await writePart(answer.body, part.path, {
      from,
      atMost: total ?? source.atMost,
      signal: either,
      onBytes: (count, all) => {
        watch.arrived(count);
        onProgress({ received: all, total, again });
      },
    });
    if (total !== null && received < total) throw new DownloadFailed('cut', `${received} / ${total}`);
  } catch (error) {
    // A stream that was aborted throws any error. The cause is the abort.
    if (!stalled.signal.aborted || signal.aborted) throw error;
    throw new DownloadFailed('stalled', `< ${quiet.bytes} B / ${quiet.ms / 1000} s`);
  } finally {
    watch.stop();
  }
}

/** The answer whose body is the file, or the rest of it. Asks a second time, for the whole, where the part is no use. */
async function accept(
  { source, outbound }: DownloadOptions,
  known: KnownPart | null,
  signal: AbortSignal,
): Promise<{ answer: OutboundAnswer; accepted: Accepted }> {
  for (const resume of [known, null]) {
    const answer = await ask(outbound, source, headersFor(resume), signal);
    try {
      const accepted = judgeAnswer(answer, resume, source.atMost);
      if (accepted !== null)
        return { answer, accepted: resume === known ? accepted : { ...accepted, again: 'changed' } };
    } catch (error) {
      answer.body.destroy();
      throw error;
    }
    answer.body.destroy();
  }
  throw new DownloadFailed('changing');
}

/** Bytes as they are, never compressed on the way: their number is compared. */
function headersFor(known: KnownPart | null): Record<string, string> {
  const plain = { 'Accept-Encoding': 'identity' };
  const validator = known?.etag ?? known?.lastModified ?? null;
  if (known === null || validator === null) return plain;
  return { ...plain, Range: `bytes=${known.bytes}-`, 'If-Range': validator };
}

/** Codes of the file system; what a connection throws has others. */
const ofTheDisk = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EBUSY',
  'EEXIST',
  'ENOENT',
  'EISDIR',
  'ENOTDIR',
  'EIO',
]);

/** What went wrong; null when a person stopped it. */
function failureOf(error: unknown, signal: AbortSignal): DownloadFailed | null {
  if (signal.aborted) return null;
  if (error instanceof DownloadFailed) return error;
  const code = systemCode(error);
  const detail = error instanceof Error ? error.message : String(error);
  return new DownloadFailed(ofTheDisk.has(code) ? 'notStored' : 'cut', code === '' ? detail : code);
}
