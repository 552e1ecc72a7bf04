import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DownloadFailed } from '../../../../main/packages/download/failed';
import { writePart } from '../../../../main/packages/download/writePart';

let box: string;
let path: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-write-'));
  path = join(box, 'file.part');
});
afterEach(() => rm(box, { recursive: true, force: true }));

const write = (body: Readable, from = 0, signal = new AbortController().signal) =>
  writePart(body, path, { from, atMost: 100, signal, onBytes: () => undefined });
const pieces = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));

describe('a page in the place of a file', () => {
  it.each(['<html>', ' \r\n<!DOCTYPE html>', '<HEAD>', '<body class="x">'])(
    'is not taken: %j',
    async (text) => {
      const body = pieces(text, 'more');
      await expect(write(body)).rejects.toEqual(new DownloadFailed('webPage', 'HTML'));
      expect(body.destroyed, 'nothing more is read').toBe(true);
    },
  );

  it.each([
    ['a program that speaks of pages', 0, ['MZ <html>']],
    ['a file that comes to speak of them in its second piece', 0, ['MZ', '<html>']],
    ['the rest of one', 2, ['<html>']],
    ['another word', 0, ['<htmlx>', '<html>']],
  ])('is none: %s', async (_name, from, texts) => {
    const before = 'MZ, and more that is cut off';
    await writeFile(path, before);
    const all = before.slice(0, from) + texts.join('');
    expect(await write(pieces(...texts), from)).toBe(all.length);
    expect(await readFile(path, 'utf8')).toBe(all);
  });
});

it('takes as many bytes as are allowed, and not one more', async () => {
  expect(await write(pieces('a'.repeat(99), 'b'))).toBe(100);
  await expect(write(pieces('a'.repeat(99), 'bc'))).rejects.toEqual(new DownloadFailed('tooLarge', '> 100'));
  expect(await readFile(path, 'utf8')).toBe('a'.repeat(99));
});

it.each([
  ['with its reason', new Error('enough'), 'enough'],
  ['where none is named', 'a word', 'stopped'],
])('is stopped in the middle of a body that never ends, %s', async (_name, reason, said) => {
  const stop = new AbortController();
  const body = new Readable({ read: () => undefined });
  body.push('one');
  const work = writePart(body, path, {
    ...{ from: 0, atMost: 100, signal: stop.signal },
    onBytes: () => stop.abort(reason),
  });
  await expect(work).rejects.toThrow(said);
  expect(body.destroyed).toBe(true);
});

it('writes nothing where it was stopped before', async () => {
  const body = pieces('one');
  await expect(write(body, 0, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  expect(body.destroyed).toBe(true);
  await expect(readFile(path)).rejects.toThrow('ENOENT');
});
