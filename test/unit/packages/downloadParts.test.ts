import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download } from '../../../main/packages/download/download';
import { openPart, tidyParts, type Part } from '../../../main/packages/download/part';
import { nodeOutbound } from '../../fakes/nodeOutbound';
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
  it('that takes nothing is said to be that', async () => {
    await writeFile(join(box, 'blocked'), '');
    part = openPart(join(box, 'blocked'), 'file', host.url);
    host.answers = [file(content)];
    await expect(start()).rejects.toThrow('notStored');
    expect(await left()).toEqual(['blocked']);
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
