import fc from 'fast-check';
import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryKey, safeEntryName, shownName } from '../../../../main/packages/archive/entryName';

describe('a name in an archive', () => {
  it.each([
    ['a.cmd', 'a.cmd'],
    ['OptionalParamsPolicy/AtpConfiguration.admx', 'OptionalParamsPolicy/AtpConfiguration.admx'],
    ['folder/', 'folder'],
    ['folder\\a.cmd', 'folder/a.cmd'],
    ['console.cmd', 'console.cmd'],
    ['icon.cmd', 'icon.cmd'],
    ['a'.repeat(255), 'a'.repeat(255)],
    [`abcd/${'a'.repeat(255)}`, `abcd/${'a'.repeat(255)}`],
    ['é (1).msi', 'é (1).msi'],
  ])('%j is safe', (raw, plain) => {
    expect(safeEntryName(raw)).toBe(plain);
  });

  it.each([
    '../a.cmd',
    'a/../../b.cmd',
    '..\\a.cmd',
    '/etc/passwd',
    '\\Windows\\a.cmd',
    'C:\\a.cmd',
    '\\\\server\\share\\a.cmd',
    '\\\\?\\C:\\a.cmd',
    'a.cmd:stream',
    'CON',
    'con.cmd',
    'folder/NUL.txt',
    'aux .cmd',
    'COM1.cmd',
    'LPT\u00b9',
    'CONIN$',
    'a.cmd.',
    'a.cmd ',
    ' a.cmd',
    'a//b.cmd',
    './a.cmd',
    '../..',
    '.',
    '/',
    '',
    'a\u0000.cmd',
    'a\u001f.cmd',
    'a*.cmd',
    'a\ufffd.cmd',
    'a'.repeat(256),
    `abcde/${'a'.repeat(255)}`,
  ])('%j is refused', (raw) => {
    expect(safeEntryName(raw)).toBeNull();
  });

  it('never leads outside, whatever it is made of', () => {
    const part = fc.constantFrom(
      '../..',
      '.',
      '/',
      '\\',
      ':',
      'C',
      'a',
      'con',
      ' ',
      '.cmd',
      '\u0000',
      '~',
      '//',
    );
    const names = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(names, (raw) => {
        const name = safeEntryName(raw);
        if (name === null) return;
        expect(posix.resolve('/box', name).startsWith('/box/')).toBe(true);
        expect(win32.resolve('C:\\box', name).startsWith('C:\\box\\')).toBe(true);
        expect(safeEntryName(name)).toBe(name);
      }),
      { numRuns: 10_000 },
    );
  });

  it('has one key for all its spellings', () => {
    expect(entryKey('A.CMD')).toBe(entryKey('a.cmd'));
    expect(entryKey('e\u0301')).toBe(entryKey('\u00e9'));
    expect(entryKey('a.cmd')).not.toBe(entryKey('b.cmd'));
    // Windows knows no capital letter for it.
    expect(entryKey('\u00df.cmd')).not.toBe(entryKey('SS.cmd'));
  });

  it('is shown with everything in it to be seen', () => {
    expect(shownName('a\u202edmc.exe b\u00a0\u2800.cmd')).toBe('a?dmc.exe b??.cmd');
  });
});
