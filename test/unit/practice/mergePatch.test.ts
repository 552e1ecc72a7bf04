import { expect, test } from 'vitest';
import { mergePatch } from '../../../main/practice/machine/mergePatch';

// The examples of RFC 7386, appendix A.
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j', (target, patch, expected) => {
  expect(mergePatch(target, patch)).toEqual(expected);
});

test('a key with a plus appends to the list, also where there is none yet', () => {
  expect(mergePatch({ events: [1] }, { '+events': [2, 3] })).toEqual({ events: [1, 2, 3] });
  expect(mergePatch({}, { '+events': [2] })).toEqual({ events: [2] });
});

test('neither argument is changed', () => {
  const target = Object.freeze({ list: Object.freeze([1]), deep: Object.freeze({ a: 1 }) });
  mergePatch(target, { '+list': [2], deep: { a: null, b: 2 } });
  expect(target).toEqual({ list: [1], deep: { a: 1 } });
});
