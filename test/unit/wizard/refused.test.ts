import { expect, it } from 'vitest';
import { refusedAfter } from '../../../main/wizard/library';
import type { RefusedFile } from '../../../shared/packages';

const refused = (name: string, refusal: RefusedFile['refusal'] = 'notAPackage'): RefusedFile => ({
  name,
  refusal,
  detail: null,
});

it('keeps what was refused before while files come one by one, the newest first', () => {
  const first = refusedAfter([], { added: [], refused: [refused('a.txt')] });
  const second = refusedAfter(first, { added: [], refused: [refused('b.txt')] });
  expect(second.map((file) => file.name)).toEqual(['b.txt', 'a.txt']);
});

it('judges a file anew that is offered again', () => {
  const before = [refused('a.zip', 'truncated'), refused('b.txt')];
  expect(refusedAfter(before, { added: [], refused: [refused('a.zip', 'zipBomb')] })).toEqual([
    refused('a.zip', 'zipBomb'),
    refused('b.txt'),
  ]);
});

it('holds twenty at the most', () => {
  const many = Array.from({ length: 30 }, (_, n) => refused(`${String(n)}.txt`));
  expect(refusedAfter([], { added: [], refused: many })).toHaveLength(20);
});
