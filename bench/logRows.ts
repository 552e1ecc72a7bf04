import { execFile } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright';
import { createDeskApart } from '../main/logs/apart';
import { createDesk } from '../main/logs/desk/desk';
import { readLog } from '../main/logs/desk/readLog';
import type { LogsDesk } from '../shared/bridge/logs';
import { evtxFile } from '../test/fixtures/evtx';
import type { Measured } from './goals';
import { inTurns, timed } from './rounds';
import { timelineFrame } from './timelineFrames';

const run = promisify(execFile);
const start = Date.UTC(2026, 10, 30, 3);

/**
 * Measures the desk of logs. A long log of Windows Installer from its path to the first cause, in the thread of the product, against `iconv` and
 * `grep` that look for the same lines; many events from their path to the first picture of the timeline, against reading them alone; and how
 * smoothly that timeline is zoomed in a browser.
 */
export async function logRows(
  browser: Browser,
  dist: string,
  { megabytes, events, pairs, turns }: Readonly<Record<'megabytes' | 'events' | 'pairs' | 'turns', number>>,
): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-logs-'));
  try {
    const installer = join(folder, 'install.log');
    const log = join(folder, 'events.evtx');
    await writeInstallerLog(installer, megabytes);
    await writeEvents(log, events);
    return {
      firstCause: await firstCause(dist, installer, pairs),
      firstPicture: await firstPicture(log, events, pairs),
      timelineFrame: await timelineFrame(browser, dist, log, Math.min(pairs, 3), turns),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstCause(dist: string, path: string, pairs: number): Promise<Measured['firstCause']> {
  let view: LogsDesk | null = null;
  const desk = createDeskApart({ file: join(dist, 'main', 'logs.js'), tell: (next) => (view = next) });
  const ours = async (): Promise<number> => {
    // The thread runs before the time is taken; the programs are processes of their own each time.
    const line = Buffer.from('MSI (s) (F8:08) [14:12:24:481]: a\r\n');
    await desk.add([{ kind: 'bytes', name: 'a.log', bytes: line, modified: null }]);
    const taken = await timed(() => desk.add([{ kind: 'path', path }]));
    if (view?.findings[0]?.cause !== 'K1') throw new Error('the cause was not found');
    await desk.close();
    return taken;
  };
  const rival = async () => {
    const { stdout } = await run('sh', [
      '-c',
      'iconv -f UTF-16LE -t UTF-8 "$1" | grep -c "Return value 3"',
      'sh',
      path,
    ]);
    if (stdout.trim() !== '2') throw new Error('grep did not find the lines');
  };
  try {
    return await inTurns(pairs, ours, () => timed(rival));
  } finally {
    await desk.close();
  }
}

async function firstPicture(path: string, events: number, pairs: number): Promise<Measured['firstPicture']> {
  const ours = async () => {
    const desk = createDesk({ tell: () => undefined, offsetAt: () => 60, now: Date.now });
    await desk.add([{ kind: 'path', path }]);
    const [file] = desk.view().files;
    const { lanes } = desk.ask.getLogLanes({
      from: file?.from ?? 0,
      to: file?.to ?? 0,
      buckets: 1000,
      files: [],
      levels: [],
      words: '',
    });
    const counted = lanes[0]?.counts.reduce(
      (sum, [all, warnings, errors]) => sum + all + warnings + errors,
      0,
    );
    if (counted !== file?.lines || (counted ?? 0) < events)
      throw new Error('events are missing in the picture');
  };
  const reading = async () => {
    const read = readLog(await readFile(path), null);
    if (typeof read === 'string') throw new Error(read);
  };
  return inTurns(
    pairs,
    () => timed(ours),
    () => timed(reading),
  );
}

/** Lines of the engine of some 95 characters in UTF-16, and at the end why it failed. */
async function writeInstallerLog(path: string, megabytes: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.write(Buffer.from([0xff, 0xfe]));
    let written = 0;
    for (let line = 0; written < megabytes * 1024 * 1024;) {
      const lines = Array.from({ length: 10_000 }, () => {
        line += 1;
        const clock = new Date(start + line).toISOString().slice(11, 23).replace('.', ':');
        return line % 40 === 0
          ? `Property(S): Setting${line} = a value of a property that is as long as many are\r\n`
          : `MSI (s) (F8:08) [${clock}]: Executing op: RegAddValue(Name=Version${line},Value=#x${(line * 2_654_435_761) % 4_294_967_296},)\r\n`;
      });
      written += (await file.write(Buffer.from(lines.join(''), 'utf16le'))).bytesWritten;
    }
    const end = [
      "Error 1923. Service '@C:\\Program Files\\Windows Defender\\MpAsDesc.dll,-310' (WinDefend) could not be installed.",
      'Action ended 23:59:58: InstallFinalize. Return value 3.',
      'Action ended 23:59:59: INSTALL. Return value 3.',
      '',
    ];
    await file.write(Buffer.from(end.join('\r\n'), 'utf16le'));
  } finally {
    await file.close();
  }
}

/** A log of events: one chunk again and again, its moments moved on. */
async function writeEvents(path: string, events: number): Promise<void> {
  const step = 200;
  const some = evtxFile(
    Array.from({ length: 1000 }, (_, index) => ({
      id: index % 50 === 0 ? 5 : 35,
      level: index % 50 === 0 ? 2 : 4,
      at: start + index * step,
      data: [
        ['UInt1', index],
        ['Message1', 'https://winatp-gw-weu.microsoft.com/'],
        ['Int1', 12175],
      ] as const,
    })),
  );
  const chunk = some.subarray(4096, 4096 + 65_536);
  const places: number[] = [];
  for (
    let at = 512;
    at + 24 < chunk.length && chunk.readUInt32LE(at) === 0x2a2a;
    at += chunk.readUInt32LE(at + 4)
  )
    places.push(at);
  const file = await open(path, 'w');
  try {
    await file.write(some.subarray(0, 4096));
    for (let written = 0; written < events; written += places.length) {
      await file.write(chunk);
      for (const at of places)
        chunk.writeBigUInt64LE(
          chunk.readBigUInt64LE(at + 16) + BigInt(places.length * step) * 10_000n,
          at + 16,
        );
    }
  } finally {
    await file.close();
  }
}
