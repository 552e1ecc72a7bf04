import { describe, expect, it } from 'vitest';
import { errorCodes, failureOf, GangwayError } from '../../../shared/errors';
import errors from '../../../shared/locales/en/errors.json';
import { textOf } from '../../fixtures/texts';

describe('texts of errors', () => {
  it.each(errorCodes)('%s has a title, a cause and a next step', (code) => {
    for (const part of ['title', 'cause', 'next']) expect(textOf('errors', `${code}.${part}`)).toBeTruthy();
  });

  it('has no text for a code that does not exist', () => {
    const groups = (node: unknown, prefix: string): string[] => {
      if (typeof node !== 'object' || node === null) return [];
      if ('title' in node) return [prefix];
      const entries: [string, unknown][] = Object.entries(node);
      return entries.flatMap(([key, value]) => groups(value, prefix === '' ? key : `${prefix}.${key}`));
    };
    expect(groups(errors, '').sort()).toEqual([...errorCodes].sort());
  });
});

it('keeps code, detail and native code of an own error, and calls all else internal', () => {
  expect(failureOf(new GangwayError('operation.failed', 'log line', 1603))).toEqual({
    code: 'operation.failed',
    detail: 'log line',
    native: 1603,
  });
  expect(failureOf(new Error('boom'))).toEqual({ code: 'internal', detail: 'boom', native: null });
});
