import { describe, expect, it } from 'vitest';
import { errorCodes, failureOf, GangwayError, traitsOf, type ErrorTraits } from '../../../shared/errors';
import errors from '../../../shared/locales/en/errors.json';

describe('texts of errors', () => {
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

describe('what of an error decides', () => {
  /** Every code with a trait: a code more, or one less, is a decision about what is sent, tried again or given up. */
  it.each<[keyof ErrorTraits, ErrorTraits[keyof ErrorTraits], string]>([
    [
      'way',
      'passing',
      'operation.timedOut shell.exited target.noManagement target.portClosed target.quota target.unknownName target.unreachable',
    ],
    [
      'way',
      'closed',
      'credential.needed target.badCertificate target.notSignedIn target.notTrusted target.signInRefused target.wrongMachine',
    ],
    [
      'notSent',
      true,
      'input.invalid operation.badParameters operation.hashMismatch operation.notFound run.folderNotOurs run.leaseExpired run.leased run.otherUnderWay shell.missing target.accessDenied target.byFiles target.notAllowed',
    ],
    [
      'lookAgain',
      true,
      'agent.inUse package.expired package.missing package.otherTenant plan.changed step.blocked',
    ],
    ['judgedByCode', true, 'target.accessDenied target.unreachable'],
  ])('%s %s: these and no others', (trait, value, codes) => {
    expect(errorCodes.filter((code) => traitsOf(code)[trait] === value).sort()).toEqual(codes.split(' '));
  });
});
