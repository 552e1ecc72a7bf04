import { expect, it } from 'vitest';
import { tellValues, valuesIn } from '../../../../../shared/plan/actions/evidenceValues';

it.each([
  [[['A', 1]], 'A = 1'],
  [[['A', '1']], 'A = "1"'],
  [
    [
      ['A', null],
      ['B', ''],
    ],
    'A = -, B = ""',
  ],
  [[['A', 'x, B = 2 "']], 'A = "x, B = 2 \\""'],
] as const)('%j is told as %s, and read back', (values, text) => {
  expect(tellValues(values)).toBe(text);
  expect(
    valuesIn(
      text,
      values.map(([name]) => name),
    ),
  ).toEqual(values.map(([, value]) => value));
});

it('what could not be read is told, and has no way back', () => {
  const text = tellValues([['A', undefined]]);
  expect([text, valuesIn(text, ['A'])]).toEqual(['A = ?', null]);
});

it.each([
  ['XY = 1, C = 2', ['AB', 'C']],
  ['A = 1', ['A', 'B']],
  ['A = 1, C = 2', ['A', 'B']],
  ['A = 1, B = 2', ['A']],
  ['A = true', ['A']],
  ['A = 1.5', ['A']],
  ['A = one', ['A']],
])('"%s" does not tell %j', (text, names) => {
  expect(valuesIn(text, names)).toBeNull();
});
