import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromLine, noHash, toLine } from '../../../main/journal/entry';
import { ownerOf } from '../../../main/journal/owner';
import { parseJournal } from '../../../main/journal/parse';

const entry = (seq: number, prev: string, data = 'x') =>
  toLine({
    v: 1,
    seq,
    at: 1_700_000_000_000,
    runId: 'run-20261124-c3',
    targetId: 'practice-2019',
    action: null,
    nn: null,
    phase: 'note',
    data,
    prev,
  });
const first = entry(0, noHash);
const second = entry(1, first.entry.hash);
const one = `${first.line}\n`;
const two = `${one}${second.line}\n`;
/** A line whose text is not what its hash was made of. */
const edited = second.line.replace('"x"', '"y"');
const bytes = (text: string) => Buffer.byteLength(text);

describe('a line', () => {
  it.each<[string, string, boolean | null]>([
    ['as it was written', first.line, true],
    ['with another value', edited, false],
    ['with another hash', second.line.replace(second.entry.hash, first.entry.hash), false],
    ['that is no JSON', first.line.slice(0, -1), null],
    ['that is no entry', '{"v":1,"seq":0}', null],
    ['with a field more', first.line.replace('{', '{"more":1,'), null],
    ['with a hash that is none', first.line.replace(first.entry.hash, first.entry.hash.toUpperCase()), null],
    ['with a hash that is too long', first.line.replace(first.entry.hash, `${first.entry.hash}0`), null],
    ['with a hash that begins with more', first.line.replace(first.entry.hash, `x${first.entry.hash}`), null],
    ['with a number below nought', first.line.replace('"seq":0', '"seq":-1'), null],
  ])('%s', (_, line, intact) => {
    expect(fromLine(line)?.intact ?? null).toBe(intact);
  });
});

describe('a file', () => {
  const nothing = { seqs: [], torn: false, broken: null, wholeBytes: 0, unended: false, foreign: false };
  const whole = { ...nothing, seqs: [0, 1], wholeBytes: bytes(two) };
  it.each<[string, string, object]>([
    ['that is empty', '', nothing],
    ['of two lines', two, whole],
    ['without its last line end', two.slice(0, -1), { ...whole, wholeBytes: bytes(two) - 1, unended: true }],
    [
      'cut in its second line',
      `${one}${second.line.slice(0, -9)}`,
      { ...nothing, seqs: [0], torn: true, wholeBytes: bytes(one) },
    ],
    [
      'that ends in one changed byte without a line end',
      `${one}${edited}`,
      { ...nothing, seqs: [0], torn: true, wholeBytes: bytes(one) },
    ],
    ['whose second line was changed', `${one}${edited}\n`, { ...whole, broken: { atSeq: 1 } }],
    [
      'with an empty line between',
      `${one}\n${second.line}\n`,
      { ...whole, broken: { atSeq: 1 }, wholeBytes: bytes(two) + 1 },
    ],
    [
      'that begins with its second line',
      `${second.line}\n`,
      { ...nothing, seqs: [1], broken: { atSeq: 0 }, wholeBytes: bytes(second.line) + 1 },
    ],
    [
      'whose unended line follows another entry',
      `${one}${entry(1, noHash).line}`,
      { ...whole, broken: { atSeq: 1 }, wholeBytes: bytes(two) - 1, unended: true },
    ],
    ['cut within the first bytes', '{"v":1', { ...nothing, torn: true }],
    ['cut later in its first line', first.line.slice(0, 40), { ...nothing, torn: true }],
    ['of other text', 'hello', { ...nothing, torn: true, foreign: true }],
    ['of other text that begins alike', '{"v":2,"seq":0', { ...nothing, torn: true, foreign: true }],
    ['of other lines', 'hello\n', { ...nothing, broken: { atSeq: 0 }, wholeBytes: 6, foreign: true }],
    [
      'of a line that is no entry, and a torn one',
      'hello\n{"v":1',
      { ...nothing, broken: { atSeq: 0 }, torn: true, wholeBytes: 6, foreign: true },
    ],
  ])('%s', (_, text, expected) => {
    const { entries, ...rest } = parseJournal(Buffer.from(text));
    expect({ seqs: entries.map(({ seq }) => seq), ...rest }).toEqual(expected);
  });
});

describe('whose a journal is', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gangway-owner-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const ours = { targetId: 'practice-2019' };
  const long = (size: number) => `${entry(0, noHash, 'x'.repeat(size)).line}\n`;
  it.each<[string, string, unknown]>([
    ['is said by its first line', two, ours],
    ['is said by a first line without its end', first.line, ours],
    ['is said by a first line of several reads', long(9000), ours],
    ['is said whatever the second line is', `${one}hello\n`, ours],
    ['is not said by a changed line', `${first.line.replace('"x"', '"y"')}\n`, null],
    ['is not said by a torn line', first.line.slice(0, 60), null],
    ['is not looked for beyond a limit', long(300_000), null],
    ['is not said by an empty file', '', null],
    ['is nobody’s where it is none', 'hello\n', 'foreign'],
    ['is nobody’s where it is another JSON', '{"v":2,"seq":0}\n', 'foreign'],
  ])('%s', async (_, text, owner) => {
    await writeFile(join(folder, 'run.jsonl'), text);
    expect(await ownerOf(join(folder, 'run.jsonl'))).toEqual(owner);
  });

  it('is not told of a file that cannot be read', async () => {
    await expect(ownerOf(join(folder, 'gone.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
