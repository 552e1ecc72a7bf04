import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutput } from '../../../main/output/output';
import { findLines } from '../../../main/output/findLines';
import { openLineFile } from '../../../main/output/lineFile';
import { matchesWish, type OutputWish, type OutputLine } from '../../../shared/bridge/output';
import { holds } from '../properties/holds';

const runId = 'run-20261124-c3';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-find-'));
});
afterEach(() => rm(folder, { recursive: true }));

const line = (text: string, more: Partial<OutputLine> = {}) => ({
  at: 1000,
  source: 'msi',
  level: 'info' as const,
  text,
  action: null,
  ...more,
});
const all = { before: Number.MAX_SAFE_INTEGER, downTo: 0, limit: 1000, budgetMs: 60_000 };
const wish = (words: string, level: OutputWish['level'] = 'all'): OutputWish => ({ words, level });

describe('the search of an output', () => {
  it('finds from the newest back, in the file and in memory, and stops at the limit', async () => {
    const output = await createOutput(folder, runId);
    for (let n = 0; n < 9; n += 1)
      output.append(Array.from({ length: 1000 }, (_, k) => line(`Entry ${String(n * 1000 + k)}`)));
    expect(await output.find(wish('entry 777'), all)).toEqual({
      hits: [7779, 7778, 7777, 7776, 7775, 7774, 7773, 7772, 7771, 7770, 777],
      reached: 0,
    });
    expect(await output.find(wish('ENTRY 777'), { ...all, limit: 2 })).toEqual({
      hits: [7779, 7778],
      reached: 7778,
    });
    expect(await output.find(wish('entry 777'), { ...all, before: 7772, downTo: 778 })).toEqual({
      hits: [7771, 7770],
      reached: 778,
    });
    expect((await output.find(wish('entry 777', 'warn'), all)).hits).toEqual([]);
    await output.close();
  });

  it('counts no hit in names, other values or a damaged line, and counts one in the source', async () => {
    const output = await createOutput(folder, runId);
    output.append([line('one'), line('two', { source: 'level', action: 'install' })]);
    await output.flush();
    await appendFile(join(folder, `${runId}.jsonl`), '{"text":"level"\n');
    await output.close();
    const again = await createOutput(folder, runId);
    again.append([line('a LEVEL "x" in C:\\Temp'), line('Über\u2028 ÉTÉ')]);
    for (const [words, hits] of [
      ['level', [3, 1]],
      ['install', []],
      ['null', []],
      ['"X" in c:\\te', [3]],
      ['über', [4]],
      ['été', [4]],
      ['(', []],
    ] as const)
      expect(await again.find(wish(words), all)).toEqual({ hits, reached: 0 });
    await again.close();
  });

  it('answers when its time is over and goes on from there', async () => {
    const output = await createOutput(folder, runId);
    output.append(Array.from({ length: 8000 }, (_, n) => line(`${String(n)} ${'- '.repeat(90)}`)));
    const hits: number[] = [];
    let before = 8000;
    let answers = 0;
    while (before > 0) {
      const found = await output.find(wish('99 - '), { ...all, before, budgetMs: 0 });
      expect(found.reached).toBeLessThan(before);
      before = found.reached;
      hits.push(...found.hits);
      answers += 1;
    }
    expect(answers).toBeGreaterThan(3);
    expect(hits).toEqual(Array.from({ length: 80 }, (_, n) => 7999 - n * 100));
    await output.close();
  });

  it('finds each line where lines meet the end of what is looked at together, or are longer', async () => {
    const output = await createOutput(folder, runId);
    // Every fourth place around 64 KB behind the start of a line, and one of several times that length.
    const lengths = [...Array.from({ length: 40 }, (_, n) => 65_400 + 4 * n), 200, 130_900, 300, 200_000];
    const lines = lengths.map((length, n) => line(`${'- '.repeat(length / 2)}Ä mark${String(n)}.`));
    output.append(lines);
    await output.flush();
    for (let n = 0; n < lines.length; n += 1)
      for (const words of [`MARK${String(n)}.`, `ä mark${String(n)}.`])
        expect((await output.find(wish(words), all)).hits, words).toEqual([n]);
    await output.close();
  });

  it('looks into memory for what the disk refuses', async () => {
    const output = await createOutput(join(folder, 'x\0'), runId);
    output.append([line('one'), line('two'), line('One more')]);
    expect(output.problem()).not.toBeNull();
    expect(await output.find(wish('one'), all)).toEqual({ hits: [2, 0], reached: 0 });
    expect(await output.find(wish('one'), { ...all, limit: 1 })).toEqual({ hits: [2], reached: 2 });
    await output.close();
  });

  it('finds what reading all lines finds', async () => {
    const bit = fc.constantFrom(
      'a',
      'A',
      'é',
      'É',
      'σ',
      'ς',
      'Σ',
      '"',
      '\\',
      'n',
      '\n',
      '\t',
      '{',
      ' ',
      '€',
      '👍',
      'u',
      '0',
    );
    const text = fc.array(bit, { maxLength: 8 }).map((bits) => bits.join(''));
    const words = fc.array(bit, { minLength: 1, maxLength: 3 }).map((bits) => bits.join(''));
    let number = 0;
    await holds(
      fc.asyncProperty(
        fc.array(text, { maxLength: 12 }),
        words.filter((found) => found.trim() !== ''),
        fc.nat(12),
        fc.nat(12),
        async (texts, asked, before, downTo) => {
          const file = await openLineFile(join(folder, String((number += 1))));
          const lines = texts.map((each, seq) => ({ ...line(each), seq }));
          await file.append(lines.map((each) => JSON.stringify(each)));
          const found = await findLines(file, wish(asked), { ...all, before, downTo });
          await file.close();
          const expected = lines
            .filter(({ seq }) => seq < before && seq >= downTo)
            .filter(matchesWish(wish(asked)));
          expect(found.hits).toEqual(expected.map(({ seq }) => seq).reverse());
        },
      ),
      300,
    );
  });
});
