import { describe, expect, it } from 'vitest';
import { fromLine } from '../../../main/journal/entry';
import { edited, first, second } from './lines';

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
