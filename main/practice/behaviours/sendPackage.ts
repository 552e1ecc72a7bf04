import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { GangwayError } from '../../../shared/errors';
import type { ParamsOf, ResultOf } from '../../../shared/model/operations';
import type { RunRecord } from '../../../shared/bridge/records';
import type { ReadOptions } from '../../shell/shell';
import { isInLibrary, partLength, withCrossed, withFile, withPart } from '../copies';
import type { PracticeLink } from '../practiceLink';
import type { PracticeServer } from '../practiceServer';

// Stands on: platform/copy-item-tosession (a piece is one round trip), platform/winrm-client-defaults (10 MB is the most of one object).
// Invented: the words for a share that is not there; looked for: captures of New-PSDrive on an administrative share

type Params = ParamsOf<'Send-Package'>;
type SentFile = Params['files'][number];

/** Pieces as the script makes them: they grow while they are quick, and shrink where they are slow (ms at normal speed). */
const largest = 1024 * 1024;
const smallest = 64 * 1024;
const quickMs = 1000;
const slowMs = 5000;

/** What Windows says of a share that is not there; most practice servers have no administrative one. */
const noShare = 'The network path was not found.';

/** How a copy goes: with a link over the network, without one on this computer. */
export interface SendOptions extends ReadOptions {
  readonly link: PracticeLink | null;
}

/**
 * Copies files into the library of the practice server as the script does. Each source is really read and hashed; what the
 * server keeps of a copy that was cut off is its length, and a copy goes on from there. Files that are there already are left
 * alone. Rejects with `package.missing`, `operation.hashMismatch`, `operation.canceled` (between two pieces) and what the link
 * rejects with.
 */
export async function sendPackage(
  server: PracticeServer,
  { files, adminShare }: Params,
  { link, signal, onRecords }: SendOptions,
): Promise<ResultOf<'Send-Package'>> {
  const tell = teller(server, onRecords);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let sent = 0;
  let changed = false;
  const overShare =
    link !== null && adminShare === true && server.state().machine.network?.adminShare === true;
  let isToldHow = false;
  for (const file of files) {
    await link?.cross();
    if (isInLibrary(server.state(), file)) {
      tell({ kind: 'step', key: 'copyFile', state: 'skipped', detail: file.name });
      sent += file.bytes;
      continue;
    }
    if (!existsSync(file.source)) throw new GangwayError('package.missing', `${file.source} is not there`);
    if (link !== null && !isToldHow) {
      const session = adminShare === true ? 'sendOverSessionInstead' : 'sendOverSession';
      const detail = adminShare === true && !overShare ? noShare : '';
      tell({ kind: 'step', key: overShare ? 'sendOverShare' : session, state: 'done', detail });
      isToldHow = true;
    }
    tell({ kind: 'step', key: 'copyFile', state: 'begin', detail: file.name });
    if (statSync(file.source).size !== file.bytes)
      throw new GangwayError('operation.hashMismatch', file.name);
    let isRight = false;
    for (let attempt = 1; attempt <= 2 && !isRight; attempt += 1) {
      await copyInPieces(
        server,
        file,
        { link, signal, first: link === null || overShare ? largest : smallest },
        (at) => tell({ kind: 'progress', done: sent + at, total }),
      );
      await link?.cross();
      isRight = (await hashOf(file.source, signal)) === file.sha256;
      if (isRight) server.change((state) => withFile(state, file));
      else keepPart(server, link, file, 0);
    }
    if (!isRight) throw new GangwayError('operation.hashMismatch', file.name);
    sent += file.bytes;
    changed = true;
    tell({ kind: 'step', key: 'copyFile', state: 'done', detail: file.name });
  }
  return { changed, files: files.map(({ sha256, name, bytes }) => ({ sha256, name, bytes })) };
}

/** Sends what is missing of a file; `onBytes` hears how much of it lies there, after each piece. */
async function copyInPieces(
  server: PracticeServer,
  file: SentFile,
  { link, signal, first }: { link: PracticeLink | null; signal: AbortSignal | undefined; first: number },
  onBytes: (at: number) => void,
): Promise<void> {
  await link?.cross();
  const lies = partLength(server.state(), file);
  let at = lies > file.bytes ? 0 : lies;
  let size = first;
  while (at < file.bytes) {
    if (signal?.aborted) throw new GangwayError('operation.canceled');
    const length = Math.min(size, file.bytes - at);
    if (link !== null) server.change((state) => withCrossed(state, length));
    const tookMs = (await link?.cross(length)) ?? 0;
    at += length;
    keepPart(server, link, file, at);
    onBytes(at);
    if (tookMs < quickMs) size = Math.min(size * 2, largest);
    else if (tookMs > slowMs) size = Math.max(size / 2, smallest);
  }
}

/** A copy on this computer is over in a moment: nothing of it is kept before the file is whole. */
function keepPart(server: PracticeServer, link: PracticeLink | null, file: SentFile, length: number): void {
  if (link !== null) server.change((state) => withPart(state, file, length));
}

/** The SHA-256 of a file of this computer. */
async function hashOf(path: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: largest })) {
    if (signal?.aborted) throw new GangwayError('operation.canceled');
    if (chunk instanceof Uint8Array) hash.update(chunk);
  }
  return hash.digest('hex');
}

type Said<T> = T extends RunRecord ? Omit<T, 'n' | 'at'> : never;

/** Numbers what is said and dates it by the machine's clock; each record goes out at once. */
function teller(server: PracticeServer, onRecords: ReadOptions['onRecords']) {
  let n = 0;
  return (said: Said<Extract<RunRecord, { kind: 'step' | 'progress' }>>) => {
    onRecords?.([{ ...said, n, at: Math.floor(server.state().time) }]);
    n += 1;
  };
}
