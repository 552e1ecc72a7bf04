import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyInto } from '../../../main/packages/copyInto';
import { refusalOf } from './refusalOf';

let box: string;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-copy-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

const stream = (...sizes: number[]) => Readable.from(sizes.map((size) => Buffer.alloc(size, 'x')));
/** What comes of copying at most ten bytes: how many arrived, or why none should. */
async function copied(source: string | Readable, declared?: number): Promise<string> {
  const to = join(box, 'to');
  const refusal = await refusalOf(() => copyInto(source, to, 10, declared));
  return refusal === 'taken' ? String((await readFile(to)).length) : refusal;
}

it.each<[string, number, string]>([
  ['nothing', 0, 'emptyFile'],
  ['a byte', 1, '1'],
  ['as much as may be', 10, '10'],
  ['more', 11, 'tooLarge'],
])('a file of %s', async (_, size, expected) => {
  await writeFile(join(box, 'from'), Buffer.alloc(size));
  expect(await copied(join(box, 'from'))).toBe(expected);
});

it.each<[string, number[], number | undefined, string]>([
  ['nothing', [], undefined, 'emptyFile'],
  ['pieces up to the limit', [4, 6], undefined, '10'],
  ['pieces beyond it', [4, 7], undefined, 'tooLarge'],
  ['what it says', [4], 4, '4'],
  ['as much as may be, as it says', [10], 10, '10'],
  ['less than it says, which is too much', [1], 11, 'tooLarge'],
  ['nothing, as it says', [], 0, 'emptyFile'],
])('a stream of %s', async (_, sizes, declared, expected) => {
  expect(await copied(stream(...sizes), declared)).toBe(expected);
});

it('refuses a file that is too large before anything is copied, and never writes over another', async () => {
  await writeFile(join(box, 'from'), Buffer.alloc(11));
  expect(await copied(join(box, 'from'))).toBe('tooLarge');
  await expect(stat(join(box, 'to'))).rejects.toThrow('ENOENT');
  await writeFile(join(box, 'to'), 'there');
  await expect(copyInto(stream(1), join(box, 'to'), 10)).rejects.toThrow('EEXIST');
  expect(await readFile(join(box, 'to'), 'utf8')).toBe('there');
});
