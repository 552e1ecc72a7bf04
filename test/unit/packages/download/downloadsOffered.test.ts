import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDownloads, type Downloads, type DownloadsOptions } from '../../../../main/packages/downloads';
import { firstSession } from '../../../../main/firstSession';
import { createSession, type SessionStore } from '../../../../main/session';
import { practiceFiles } from '../../../../main/packages/practicePackages';
import { trustNotCheckedHere } from '../../../../main/packages/trust';
import { createLibrary, type Library } from '../../../../main/packages/library';
import { inspect } from '../../../../main/packages/inspection/inspect';
import { downloadFailures } from '../../../../shared/model/downloads';
import type { RefusalCode } from '../../../../shared/model/packages';
import type { PublicDownload } from '../../../../shared/knowledge/downloads';
import { unverified } from '../../../../shared/knowledge/source';
import { defaultSettings } from '../../../../shared/model/settings';
import en from '../../../../shared/locales/en/download.json';
import fr from '../../../../shared/locales/fr/download.json';
import { nodeOutbound } from '../../../fakes/nodeOutbound';
import { HandClock } from './downloadClock';
import { DownloadHost, file, status, type Answer } from './downloadHost';

const packages = practiceFiles(join(import.meta.dirname, '../../../../main/packages/practice'));
const content = (id: string): Promise<Buffer> =>
  readFile(packages.find((known) => known.id === id)?.path ?? '');

let box: string;
let host: DownloadHost;
let session: SessionStore;
let library: Library;
let clock: HandClock;
let program: Buffer;

beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-offered-'));
  host = await DownloadHost.open();
  // Long enough to come in pieces.
  program = Buffer.concat([await content('platformUpdate'), Buffer.alloc(200_000)]);
});
afterEach(async () => {
  await host.close();
  await rm(box, { recursive: true, force: true });
});

const entry = (): PublicDownload => ({
  id: 'platformUpdate',
  kind: 'platformUpdate',
  kb: null,
  url: host.url,
  fileName: 'UpdatePlatform.exe',
  hosts: [host.host],
  atMost: 1_000_000,
  source: 'a test',
  doubt: null,
});
const folder = () => join(box, 'downloads');

/** The downloads as the app makes them, over a practice library: the only packages that tests have are practice's. */
async function open(options: Partial<DownloadsOptions> = {}): Promise<Downloads> {
  const trust = trustNotCheckedHere;
  library = await createLibrary({ folder: join(box, 'library'), practice: true, trust, inspect });
  clock = new HandClock();
  const nothing = { list: () => [] };
  const platform = { downloadFolder: null, realTargets: false };
  session = createSession(firstSession(defaultSettings, { real: nothing, practice: nothing }, platform, 0));
  const downloads = createDownloads({
    outbound: nodeOutbound,
    table: [entry()],
    practice: true,
    folder: folder(),
    session,
    take: (path) => library.add([path]),
    inspect,
    clock,
    ...options,
  });
  await downloads.restore();
  return downloads;
}
const view = () => {
  const [only] = session.get().downloads;
  if (only === undefined) throw new Error('nothing is offered');
  return only;
};
const left = () => readdir(folder()).catch(() => []);

describe('a download that is offered', () => {
  it('says host and limit, and sends nothing, before anybody asked', async () => {
    await open();
    expect(view()).toMatchObject({ host: host.host, atMost: 1_000_000, state: 'rest', received: 0 });
    expect(host.asked).toEqual([]);
  });

  it('comes into the library the way of dropped files, and leaves nothing behind', async () => {
    host.answers = [file(program)];
    await (await open()).start('platformUpdate');
    expect(view()).toMatchObject({ state: 'done', failure: null, received: program.length });
    expect(library.list().map(({ name, kind }) => [name, kind])).toEqual([
      ['UpdatePlatform.exe', 'platformUpdate'],
    ]);
    expect(await left()).toEqual([]);
  });

  it('goes on after a start of the app from where it was cut', async () => {
    host.answers = [file(program, { etag: '"one"', cutAfter: 100_000 })];
    await (await open()).start('platformUpdate');
    expect(view()).toMatchObject({ state: 'failed', failure: { reason: 'cut' } });
    const again = await open();
    expect(view()).toMatchObject({ state: 'rest', total: program.length });
    expect(view().received).toBeGreaterThan(0);
    host.answers = [file(program, { etag: '"one"' })];
    await again.start('platformUpdate');
    expect(view().state).toBe('done');
    expect(host.asked.at(-1)?.range).toMatch(/^bytes=\d+-$/);
    expect(library.list()).toHaveLength(1);
  });

  it('is asked for once however often the button is pressed', async () => {
    host.answers = [file(program)];
    const downloads = await open();
    await Promise.all([downloads.start('platformUpdate'), downloads.start('platformUpdate')]);
    expect(host.asked).toHaveLength(1);
  });

  it('stops on request and rests', async () => {
    host.answers = [file(program, { etag: '"one"', stopAfter: 1000 })];
    const downloads = await open();
    const stop = session.subscribe(({ downloads: [shown] }) => {
      if (shown?.state === 'receiving') downloads.cancel('platformUpdate');
    });
    await downloads.start('platformUpdate');
    stop();
    expect(view()).toMatchObject({ state: 'rest', failure: null });
    expect(library.list()).toEqual([]);
  });

  it('cannot be fetched by another name', async () => {
    const downloads = await open();
    expect(() => downloads.start('../../etc/passwd')).toThrow('input.invalid');
    expect(host.asked).toEqual([]);
  });

  it('is not offered where nothing outside can be reached', async () => {
    const downloads = createDownloads({
      outbound: null,
      table: [entry()],
      practice: false,
      folder: folder(),
      session,
      take: () => Promise.reject(new Error('never')),
      inspect,
      clock: new HandClock(),
    });
    await downloads.restore();
    expect(session.get().downloads).toEqual([]);
    expect(() => downloads.start('platformUpdate')).toThrow('input.invalid');
  });
});

describe('what a page sees of a download', () => {
  it('is each stage once, and another download stays as it was', async () => {
    host.answers = [file(program)];
    const other = { ...entry(), id: 'installScript', doubt: unverified };
    const downloads = await open({ table: [other, entry()] });
    const [before] = session.get().downloads;
    expect(session.get().downloads.map(({ doubtful }) => doubtful)).toEqual([true, false]);
    const stages: string[] = [];
    session.subscribe(({ downloads: [, shown] }) => {
      if (shown !== undefined && shown.state !== stages.at(-1)) stages.push(shown.state);
    });
    await downloads.start('platformUpdate');
    expect(stages).toEqual(['asking', 'receiving', 'checking', 'done']);
    expect(session.get().downloads[0]).toEqual(before);
    expect(clock.idle).toBe(true);
  });

  it('moves by the clock, also where nothing more comes', async () => {
    host.answers = [file(program, { etag: '"one"', stopAfter: 100_000 })];
    const downloads = await open({ quiet: { bytes: 1, ms: 3_600_000 } });
    const receiving = new Promise<void>((resolve) =>
      session.subscribe(({ downloads: [shown] }) => shown?.state === 'receiving' && resolve()),
    );
    const work = downloads.start('platformUpdate');
    await receiving;
    expect(view()).toMatchObject({ received: 0, total: program.length, rate: null });
    await expect
      .poll(
        () => {
          clock.move(250);
          return view().received;
        },
        { timeout: 20_000 },
      )
      .toBe(100_000);
    downloads.cancel('another');
    downloads.close();
    await work;
    expect(view()).toMatchObject({ state: 'rest', received: 100_000, rate: null, failure: null });
    expect(clock.idle).toBe(true);
  });

  it('is not shown as failed any more when it is asked for again', async () => {
    host.answers = [status(404), file(program)];
    const downloads = await open();
    await downloads.start('platformUpdate');
    expect(view()).toMatchObject({ state: 'failed', failure: { reason: 'gone', detail: 'HTTP 404' } });
    await downloads.start('platformUpdate');
    expect(view()).toMatchObject({ state: 'done', failure: null });
  });

  const refuses = (refusal: RefusalCode) => () =>
    Promise.resolve({ added: [], refused: [{ name: 'a', refusal, detail: null }] });
  it.each<[string, DownloadsOptions['take'], string, string]>([
    ['another file', refuses('altered'), 'notThatFile', 'altered'],
    ['a full disk', refuses('notStored'), 'notStored', 'notStored'],
    ['nothing', () => Promise.resolve({ added: [], refused: [] }), 'notThatFile', 'unreadable'],
    ['an error', () => Promise.reject(new Error('broken')), 'notStored', 'broken'],
  ])('says why the library did not take it: %s', async (_name, take, reason, detail) => {
    host.answers = [file(program)];
    await (await open({ take })).start('platformUpdate');
    expect(view()).toMatchObject({ state: 'failed', received: 0, failure: { reason, detail } });
    expect(await left()).toEqual([]);
  });
});

describe('what arrives and is not that file', () => {
  const cases: [string, () => Promise<Answer>, string][] = [
    ['another kind of package', async () => file(await content('installation')), 'unreadable'],
    ['a script', async () => file(Buffer.from('@echo off\r\n')), 'truncated'],
    ['less than there is, because the host names too little', async () => file(program, { length: 700 }), ''],
    ['nothing', async () => file(Buffer.alloc(0)), 'emptyFile'],
  ];
  it.each(cases)('%s: is kept out, and nothing of it remains', async (_name, answer, detail) => {
    host.answers = [await answer()];
    await (await open()).start('platformUpdate');
    expect(view()).toMatchObject({ state: 'failed', received: 0, failure: { reason: 'notThatFile' } });
    expect(view().failure?.detail).toContain(detail);
    expect(library.list()).toEqual([]);
    expect(await left()).toEqual([]);
  });

  it('a good package of another kind than was asked for: the library never sees it', async () => {
    host.answers = [file(program)];
    await (await open({ table: [{ ...entry(), kind: 'installation' }] })).start('platformUpdate');
    expect(view()).toMatchObject({ state: 'failed', failure: { reason: 'notThatFile' } });
    expect(library.list()).toEqual([]);
  });

  it('a genuine-looking file for practice: the same guards', async () => {
    const genuine = Buffer.from(
      program.toString('latin1').replaceAll('G\0A\0N\0G\0W\0A\0Y\0P', 'X\0A\0N\0G\0W\0A\0Y\0P'),
      'latin1',
    );
    host.answers = [file(genuine)];
    await (await open()).start('platformUpdate');
    expect(view().failure).toEqual({ reason: 'notThatFile', detail: 'genuineInPractice' });
  });
});

describe('every reason for a failure', () => {
  it.each(downloadFailures)('%s has a title, a cause and one next step in both languages', (reason) => {
    for (const texts of [en, fr])
      for (const part of ['title', 'cause', 'next'] as const)
        expect(texts.failure[reason][part]).toMatch(/\S/);
  });

  it.each([
    ['gone', status(404)],
    ['busy', status(503)],
    ['webPage', status(200, { 'content-type': 'text/html' }, '<html>')],
    ['redirected', status(302, { location: 'https://elsewhere.example/' })],
  ])('%s is shown as such', async (reason, answer) => {
    host.answers = [answer];
    await (await open()).start('platformUpdate');
    expect(view().failure?.reason).toBe(reason);
    expect([library.list(), await left()]).toEqual([[], []]);
  });

  it('a library that cannot keep the file says so', async () => {
    host.answers = [file(program)];
    const downloads = await open();
    await rm(join(box, 'library'), { recursive: true });
    await writeFile(join(box, 'library'), '');
    await downloads.start('platformUpdate');
    expect(view().state).toBe('failed');
    expect(await left()).toEqual([]);
  });
});
