import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download } from '../../../../main/packages/download/download';
import { openPart, tidyParts, type Origin, type Part } from '../../../../main/packages/download/part';
import { nodeOutbound } from '../../../fakes/nodeOutbound';
import { HandClock } from './downloadClock';
import { DownloadHost, file } from './downloadHost';

const content = Buffer.alloc(200_000, 7);

let box: string;
let host: DownloadHost;
let part: Part;

beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-parts-'));
  host = await DownloadHost.open();
  part = openPart(box, 'file', host.url);
});
afterEach(async () => {
  await host.close();
  await rm(box, { recursive: true, force: true });
});

const start = () =>
  download({
    source: { url: host.url, hosts: [host.host], atMost: 1_000_000 },
    part,
    outbound: nodeOutbound,
    signal: new AbortController().signal,
    clock: new HandClock(),
    quiet: { bytes: 1000, ms: 30_000 },
    onProgress: () => undefined,
  });
const cutInTheMiddle = async () => {
  host.answers = [file(content, { etag: '"one"', cutAfter: 80_000 })];
  await expect(start()).rejects.toThrow('cut');
};
const left = () => readdir(box);

describe('the disk', () => {
  it('that takes nothing is named as the cause', async () => {
    await writeFile(join(box, 'blocked'), '');
    part = openPart(join(box, 'blocked'), 'file', host.url);
    host.answers = [file(content)];
    await expect(start()).rejects.toThrow('notStored');
    expect(await left()).toEqual(['blocked']);
  });
});

describe('a part', () => {
  const origin: Origin = { etag: '"one"', lastModified: null, total: 10 };
  const date = 'Mon, 23 Nov 2026 08:00:00 GMT';

  it.each<[string, Origin, number, boolean]>([
    ['by its tag', origin, 5, true],
    ['by its date', { ...origin, etag: null, lastModified: date }, 5, true],
    ['by both', { ...origin, lastModified: date }, 5, true],
    ['by neither', { ...origin, etag: null }, 5, false],
    ['with one byte', origin, 1, true],
    ['with no byte', origin, 0, false],
    ['with all bytes', origin, 10, true],
    ['with a byte too many', origin, 11, false],
    ['of a file whose length is not known', { ...origin, total: null }, 11, true],
  ])('is known %s, or not', async (_name, told, bytes, known) => {
    await part.begin(told);
    await writeFile(part.path, Buffer.alloc(bytes));
    expect(await part.known()).toEqual(known ? { ...told, bytes } : null);
    expect(await openPart(box, 'file', `${host.url}?else`).known(), 'of another address').toBeNull();
  });

  it('replaces whatever lies there', async () => {
    part = openPart(join(box, 'not', 'there'), 'file', host.url);
    await part.begin(origin);
    await mkdir(part.path);
    await writeFile(join(part.path, 'inner'), '');
    await part.begin(origin);
    expect(await readdir(join(box, 'not', 'there'))).toEqual(['file.json']);
  });

  it('becomes the one file of its folder, and its note goes', async () => {
    for (const [name, text] of [
      ['first.exe', 'one'],
      ['second.exe', 'two'],
    ] as const) {
      await writeFile(part.path, text);
      expect(await readFile(await part.finish(name), 'utf8')).toBe(text);
    }
    await part.begin(origin);
    await writeFile(part.path, 'three');
    expect(await part.finish('third.exe')).toBe(join(box, 'file.arrived', 'third.exe'));
    expect([await left(), await readdir(join(box, 'file.arrived'))]).toEqual([
      ['file.arrived'],
      ['third.exe'],
    ]);
  });

  it('is removed with all that is its own, and it does not matter what is there', async () => {
    await part.remove();
    await writeFile(part.path, 'one');
    await part.finish('first.exe');
    await part.begin(origin);
    await mkdir(part.path);
    await writeFile(join(box, 'other.part'), '');
    await part.remove();
    expect(await left()).toEqual(['other.part']);
    // A folder that is a file: nothing in it can be removed.
    await openPart(join(box, 'other.part'), 'file', host.url).remove();
    expect(await left()).toEqual(['other.part']);
  });
});

describe('parts of an earlier start', () => {
  const table = () => [{ id: 'file', url: host.url }];

  it('stay when they can be gone on from, and everything else goes', async () => {
    await cutInTheMiddle();
    await mkdir(join(box, 'other.arrived'));
    await writeFile(join(box, 'other.arrived', 'UpdatePlatform.exe'), 'half');
    await writeFile(join(box, 'stray.part'), 'half');
    await tidyParts(box, table(), Date.now());
    expect((await left()).sort()).toEqual(['file.json', 'file.part']);
  });

  it.each([
    ['without a note', async () => rm(join(box, 'file.json'))],
    ['with a note that is torn', async () => writeFile(join(box, 'file.json'), '{"version":1,')],
    ['longer than the file is', async () => writeFile(part.path, Buffer.alloc(content.length + 1))],
    ['empty', async () => writeFile(part.path, '')],
    ['too old', async () => utimes(part.path, new Date(0), new Date(0))],
  ])('go %s', async (_name, harm) => {
    await cutInTheMiddle();
    await harm();
    await tidyParts(box, table(), Date.now());
    expect(await left()).toEqual([]);
  });

  it('go when they are seven days old, and not a moment earlier', async () => {
    await cutInTheMiddle();
    const began = new Date('2026-11-20T08:00:00Z');
    const week = 7 * 24 * 3_600_000;
    await utimes(part.path, began, began);
    await tidyParts(box, table(), began.getTime() + week - 1);
    expect(await left()).toEqual(['file.json', 'file.part']);
    await tidyParts(box, table(), began.getTime() + week);
    expect(await left()).toEqual([]);
  });

  it('are judged one by one', async () => {
    await cutInTheMiddle();
    await tidyParts(box, [{ id: 'none', url: host.url }, ...table()], Date.now());
    expect(await left()).toEqual(['file.json', 'file.part']);
  });

  it('of another address go', async () => {
    await cutInTheMiddle();
    await tidyParts(box, [{ id: 'file', url: 'https://download.microsoft.com/else' }], Date.now());
    expect(await left()).toEqual([]);
  });

  it('are none before the first download', async () => {
    await tidyParts(join(box, 'absent'), table(), Date.now());
    expect(await left()).toEqual([]);
  });
});
