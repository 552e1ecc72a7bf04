import { expect, it } from 'vitest';
import { Refused, toRefused } from '../../../main/packages/refused';

const withCode = (code: string) => Object.assign(new Error('x'), { code });
it.each<[string, unknown, string]>([
  ['a refusal', new Refused('zipBomb'), 'zipBomb'],
  ['a file that is busy', withCode('EBUSY'), 'inUse'],
  ['a file that may not be read', withCode('EACCES'), 'inUse'],
  ['a file that is held', withCode('EPERM'), 'inUse'],
  ['a full disk', withCode('ENOSPC'), 'notStored'],
  ['a used quota', withCode('EDQUOT'), 'notStored'],
  ['a disk that is not written to', withCode('EROFS'), 'notStored'],
  ['another code', withCode('ENOENT'), 'unreadable'],
  ['no code', new RangeError('x'), 'unreadable'],
  ['no error', 'EBUSY', 'unreadable'],
  ['what only looks like one', { code: 'EBUSY' }, 'unreadable'],
])('%s is %s', (_, error, code) => {
  expect(toRefused(error).code).toBe(code);
});

it('keeps what was seen within bounds, on one line and without marks that do not show', () => {
  expect(toRefused(new Refused('damaged', 'a.cmd')).evidence).toBe('a.cmd');
  const refused = new Refused('damaged', ` a\u202eb\r\nc\u2028d\u2029${'x'.repeat(300)}`);
  expect(refused.evidence).toBe(`a?b??c?d?${'x'.repeat(190)}`);
  expect(refused.message).toBe(`damaged: ${refused.evidence}`);
  expect(new Refused('damaged').message).toBe('damaged');
});
